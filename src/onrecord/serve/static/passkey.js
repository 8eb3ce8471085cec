"use strict";
/* Passkeys: adding one to an account, and signing in with one. */
(() => {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
  const wrong = document.getElementById("passkey-wrong");
  const tell = (words) => { wrong.textContent = words; wrong.hidden = false; };
  const token = () => document.querySelector("input[name=form_token], #form-token").value;

  const send = async (where, fields = {}) => {
    const body = new URLSearchParams({form_token: token(), ...fields});
    const answer = await fetch(where, {method: "POST", body, headers: {accept: "application/json"}});
    if (!answer.ok) {
      const text = await answer.text(), page = new DOMParser().parseFromString(text, "text/html");
      throw new Error(page.querySelector("main p")?.textContent || text.slice(0, 200));
    }
    return answer.json();
  };
  const attempt = (work) => async (event) => {
    event.preventDefault();
    wrong.hidden = true;
    try { location.assign((await work()).next); } catch (error) { tell(error.message); }
  };

  const add = document.getElementById("add-passkey");
  if (add) {
    add.hidden = false;
    add.addEventListener("submit", attempt(async () => {
      const options = await send("/account/passkey/begin");
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
      const made = await navigator.credentials.create({publicKey});
      const label = document.getElementById("passkey-label").value;
      return send("/account/passkey", {credential: JSON.stringify(made.toJSON()), label});
    }));
  }

  const use = document.getElementById("passkey");
  if (use) {
    use.hidden = false;
    use.addEventListener("click", attempt(async () => {
      const options = await send("/sign-in/passkey/begin");
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
      const found = await navigator.credentials.get({publicKey});
      const next = document.getElementById("next").value;
      return send("/sign-in/passkey", {credential: JSON.stringify(found.toJSON()), next});
    }));
  }
})();
