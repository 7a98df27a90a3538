// What is made here, a drawing or a recording, goes into the field of its file, where the browser can do that.
function of(id) { return document.getElementById(id); }
function put(input, blob, name) {
  try {
    var held = new DataTransfer();
    if (blob) held.items.add(new File([blob], name, { type: blob.type }));
    input.files = held.files;
    return true;
  } catch (e) { return false; }
}
