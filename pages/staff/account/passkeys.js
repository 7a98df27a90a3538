// Makes a passkey on this device as the server asks for it, and sends what the device answers.
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  heard.makePasskey = async (written) => {
    const asked = JSON.parse(written);
    asked.challenge = bytes(asked.challenge);
    asked.user.id = bytes(asked.user.id);
    for (const one of asked.excludeCredentials ?? []) one.id = bytes(one.id);
    let answer = "";
    try {
      const key = await navigator.credentials.create({ publicKey: asked });
      const { clientDataJSON, attestationObject } = key.response;
      answer = JSON.stringify({
        id: key.id,
        rawId: text(key.rawId),
        type: key.type,
        response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) },
      });
    } catch {
      // the server says that none was made
    }
    heard.press("keep-passkey", { answer });
  };
})();
