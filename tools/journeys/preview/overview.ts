import type { Question } from '../../../shared/domain/question.ts'
import { type Html, html, trusted } from '../../../shared/web/html.ts'

/** `preheader` is escaped HTML. */
type Email = { key: string; subject: string; preheader: string; html: string; text: string }
/** `asked` is the closed question beside "done". */
type Page = { id: string; html: string; asked?: Question }

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

/** Gives every frame the height of its content. In the preview only, never in an email. */
const script = `
  for (const frame of document.querySelectorAll('iframe'))
    frame.addEventListener('load', () => { frame.style.height = frame.contentDocument.documentElement.scrollHeight + 2 + 'px' })`

/** One page that shows emails narrow, wide and as text, and pages narrow and wide. */
export const overview = (title: string, emails: readonly Email[], pages: readonly Page[]): string =>
  html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Preview of ${title}</title><style>${trusted(style)}</style></head>
<body>
<h1>Preview of ${title}</h1>
<nav aria-label="Emails and pages">${[
    ...emails.map(({ key, subject }) => link(key, subject)),
    ...pages.map(({ id }) => link(`page.${id}`, 'as a page')),
  ]}</nav>
${emails.map(emailSection)}${pages.map(pageSection)}<script>${trusted(script)}</script>
</body>
</html>
`.toString()

const link = (id: string, texts: string): Html => html`<a href="#${id}">${id}: ${texts}</a>\n`

const emailSection = ({
  key,
  subject,
  preheader,
  html: email,
  text,
}: Email): Html => html`<section id="${key}">
<h2>${subject}</h2>
<p class="inbox"><strong>${subject}</strong> ${trusted(preheader)}</p>
<p>${key}: <a href="${key}.html">alone</a>, <a href="${key}.txt">as text</a></p>
<div class="views">${frame(key, email, 320)}${frame(key, email, 640)}
<figure><figcaption>Text</figcaption><pre>${text}</pre></figure></div>
</section>
`

const pageSection = ({ id, html: page, asked }: Page): Html => html`<section id="page.${id}">
<h2>${id} as a page</h2>
${asked ? question(asked) : ''}<p><a href="page.${id}.html">alone</a></p>
<div class="views">${frame(id, page, 320)}${frame(id, page, 800)}</div>
</section>
`

/** The answers beside "done", and the answer that people guess for others. */
const question = ({ text, options, guess }: Question): Html => html`<p>Asked with “done”: ${text}</p>
<ul>${options.map((option, place) => html`<li>${option}${place === guess ? ' (others guess how many chose this)' : ''}</li>`)}</ul>
`

const frame = (name: string, content: string, width: number): Html => html`<figure>
<figcaption>${width} pixels wide</figcaption>
<iframe title="${name}, ${width} pixels wide" width="${width}" sandbox="allow-same-origin" loading="lazy" srcdoc="${content}"></iframe>
</figure>`
