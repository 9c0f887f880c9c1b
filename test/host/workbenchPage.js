// Runs in the page before the workbench does, as text (workbench.ts): no imports, no compilation.
// `injected` is { developmentOptions, locale }.
(injected) => {
  // Newer builds ignore the URL's payload, but every version reads developmentOptions (what
  // @vscode/test-web uses). The server doesn't emit them, so they are added as the page reads them.
  const getAttribute = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = getAttribute.call(this, name);
    if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration') return value;
    const configuration = JSON.parse(value);
    configuration.developmentOptions = {
      ...configuration.developmentOptions,
      ...injected.developmentOptions,
    };
    return JSON.stringify(configuration);
  };
  // The display language, without a language pack: VS Code's own texts stay English, but extensions
  // get theirs (package.nls.*.json, l10n/bundle.l10n.*.json, vscode.env.language) in this language.
  if (injected.locale) globalThis._VSCODE_NLS_LANGUAGE = injected.locale;
};
