import { escapeHtml } from '../../../shared/content/escape.ts'

/** `preheader` is HTML already. */
type Email = { key: string; subject: string; preheader: string; html: string; text: string }
type Page = { id: string; html: string }

const style = `
  :root { color-scheme: light dark; }
  body { margin: 0; padding: 24px; font: 16px/1.5 Arial, sans-serif; background: Canvas; color: CanvasText; }
  nav { columns: 3 240px; margin-bottom: 32px; }
  nav a { display: block; }
  section { border-top: 4px solid #0b4f55; padding: 8px 0 40px; }
  .views { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
  figure { margin: 0; }
  figcaption { margin-bottom: 8px; }
  .inbox { max-width: 360px; padding: 12px; border: 1px solid #8a9a9b; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
  iframe { border: 1px solid #8a9a9b; height: 640px; }
  pre { margin: 0; padding: 16px; border: 1px solid #8a9a9b; white-space: pre-wrap; font: 14px/1.5 monospace; max-width: 76ch; }`

/** Lets every frame be as high as what it shows. It stands in the preview only, never in an email. */
const script = `
  for (const frame of document.querySelectorAll('iframe'))
    frame.addEventListener('load', () => { frame.style.height = frame.contentDocument.documentElement.scrollHeight + 2 + 'px' })`

/** One page that shows emails narrow, wide and as text, and pages narrow and wide. */
export const overview = (
  title: string,
  emails: readonly Email[],
  pages: readonly Page[],
): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Preview of ${escapeHtml(title)}</title><style>${style}</style></head>
<body>
<h1>Preview of ${escapeHtml(title)}</h1>
<nav aria-label="Emails and pages">${[
  ...emails.map(({ key, subject }) => [key, subject]),
  ...pages.map(({ id }) => [`page.${id}`, 'as a page']),
]
  .map(([id = '', words = '']) => `<a href="#${id}">${id}: ${escapeHtml(words)}</a>`)
  .join('\n')}</nav>
${emails.map(emailSection).join('\n')}
${pages.map(pageSection).join('\n')}
<script>${script}</script>
</body>
</html>
`

const emailSection = ({ key, subject, preheader, html, text }: Email): string => `<section id="${key}">
<h2>${escapeHtml(subject)}</h2>
<p class="inbox"><strong>${escapeHtml(subject)}</strong> ${preheader}</p>
<p>${key}: <a href="${key}.html">alone</a>, <a href="${key}.txt">as text</a></p>
<div class="views">${frame(key, html, 320)}${frame(key, html, 640)}
<figure><figcaption>Text</figcaption><pre>${escapeHtml(text)}</pre></figure></div>
</section>`

const pageSection = ({ id, html }: Page): string => `<section id="page.${id}">
<h2>${id} as a page</h2>
<p><a href="page.${id}.html">alone</a></p>
<div class="views">${frame(id, html, 320)}${frame(id, html, 800)}</div>
</section>`

const frame = (name: string, html: string, width: number): string => `<figure>
<figcaption>${width} pixels wide</figcaption>
<iframe title="${name}, ${width} pixels wide" width="${width}" sandbox="allow-same-origin" loading="lazy" srcdoc="${escapeHtml(html)}"></iframe>
</figure>`
