// Asks the device for a passkey and puts its answer into the form's hidden field; the server checks it.
class PasskeyElement extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
      this.hidden = true;
      return;
    }
    this.hidden = false;
    this.form = this.closest("form");
    this.form.addEventListener("submit", event => {
      if (event.submitter && !this.contains(event.submitter)) return;
      event.preventDefault();
      this.obtain().catch(() => {}).finally(() => this.form.submit());
    });
  }

  async options() {
    const token = this.form.querySelector("input[name=__RequestVerificationToken]").value;
    const response = await fetch(this.getAttribute("options"), { method: "POST", headers: { RequestVerificationToken: token } });
    return response.json();
  }

  keep(credential) {
    this.querySelector("input[type=hidden]").value = JSON.stringify(credential);
  }
}

customElements.define("passkey-create", class extends PasskeyElement {
  async obtain() {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await this.options());
    this.keep(await navigator.credentials.create({ publicKey }));
  }
});

customElements.define("passkey-sign-in", class extends PasskeyElement {
  async obtain() {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await this.options());
    this.keep(await navigator.credentials.get({ publicKey }));
  }
});
