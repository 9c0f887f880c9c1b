import * as vscode from 'vscode';

/** Where the page's own files lie in the extension. */
export function topologyFiles(extension: vscode.Uri) {
  return {
    script: vscode.Uri.joinPath(extension, 'dist', 'topology.js'),
    style: vscode.Uri.joinPath(extension, 'media', 'topology.css'),
  };
}

/**
 * The page as it is before it is told anything; its texts come with the first message. It loads its
 * two files and nothing else, and runs nothing that is written in it.
 */
export function topologyHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const { script, style } = topologyFiles(extension);
  const source = webview.cspSource;
  const policy = `default-src 'none'; script-src ${source}; style-src ${source};`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${webview.asWebviewUri(style).toString()}">
</head>
<body class="waiting">
<header class="bar">
<h1 id="title"></h1>
<span id="summary"></span>
<span id="age"></span>
<span class="tools">
<input id="filter" type="search" spellcheck="false" autocomplete="off">
<label><input id="problems" type="checkbox"><span id="problems-text"></span></label>
<button id="refresh" type="button">${icon('M13 5a6 6 0 1 0 1 4M13 1v4h-4')}</button>
<button id="zoom-out" type="button">${icon('M3 8h10')}</button>
<button id="zoom-fit" type="button">${icon('M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4')}</button>
<button id="zoom-in" type="button">${icon('M3 8h10M8 3v10')}</button>
</span>
</header>
<ul id="notices"></ul>
<main id="view"><svg id="picture" role="group"></svg></main>
<footer class="details-bar">
<ul id="details"></ul>
<button id="open" type="button"></button>
<button id="actions" type="button"></button>
</footer>
<div id="said" role="status" aria-live="polite"></div>
<script src="${webview.asWebviewUri(script).toString()}"></script>
</body>
</html>`;
}

/** A line drawing of 16 pixels; the button's name comes with the texts. */
const icon = (path: string): string =>
  `<svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="${path}"/></svg>`;
