// Asks a passkey of this device, and sends what it answers as the form does that a code is typed into.
(() => {
  "use strict";
  const form = document.getElementById("passkey");
  if (!form || !window.PublicKeyCredential) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const asked = JSON.parse(form.dataset.asked);
  asked.challenge = bytes(asked.challenge);
  for (const one of asked.allowCredentials) one.id = bytes(one.id);
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const key = await navigator.credentials.get({ publicKey: asked });
      const { clientDataJSON, authenticatorData, signature } = key.response;
      form.elements.passkey.value = JSON.stringify({
        id: key.id,
        rawId: text(key.rawId),
        type: key.type,
        response: {
          clientDataJSON: text(clientDataJSON),
          authenticatorData: text(authenticatorData),
          signature: text(signature),
        },
      });
      form.submit();
    } catch {
      document.getElementById("passkey-trouble").textContent =
        "The passkey was not used. Try again, or type a code from your app.";
    }
  });
})();
