/**
 * What compiled emails may use: an allow-list based on Outlook for Windows, the least capable mail program
 * (Microsoft, "Word HTML and CSS rendering capabilities in Outlook"; caniemail.com, as of June 2026).
 */
const attributes: Record<string, readonly string[]> = {
  html: ['lang', 'dir', 'xmlns', 'xmlns:v', 'xmlns:o'],
  head: [],
  title: [],
  meta: ['charset', 'name', 'content', 'http-equiv'],
  style: ['type', 'media'],
  body: ['style', 'class'],
  // Unknown to Outlook, which then ignores the element and shows its content.
  main: [],
  div: ['style', 'class', 'role', 'aria-label', 'aria-roledescription', 'lang', 'dir'],
  table: ['style', 'class', 'role', 'align', 'border', 'cellpadding', 'cellspacing', 'width', 'bgcolor'],
  tbody: [],
  thead: [],
  tr: [],
  th: ['style', 'scope'],
  td: ['style', 'class', 'role', 'align', 'valign', 'width', 'bgcolor'],
  a: ['style', 'class', 'href', 'target', 'title'],
  img: ['style', 'src', 'alt', 'title', 'width', 'height'],
  br: [],
  hr: ['style'],
  ...Object.fromEntries(
    ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'li', 'blockquote', 'strong', 'em', 's', 'code'].map(
      tag => [tag, ['style']],
    ),
  ),
  ol: ['style', 'start'],
  // Only in conditional comments for Outlook.
  noscript: [],
  xml: [],
  'o:officedocumentsettings': [],
  'o:allowpng': [],
  'o:pixelsperinch': [],
}

/** Properties that work in Outlook as we use them. */
const honoured = `
  background background-color border border-bottom border-top border-collapse color direction display font-family
  font-size font-weight height line-height list-style-type margin mso-line-height-rule mso-padding-alt padding
  text-align text-decoration text-transform vertical-align width word-break`

/** Properties that Outlook ignores without harm: rounded corners, narrower layouts, redundant hiding. */
const niceToHave = `
  border-radius cursor max-height max-width opacity overflow word-spacing border-left border-right border-spacing`

const properties = new Set(`${honoured} ${niceToHave}`.trim().split(/\s+/))

/** Everything in an email's HTML that is not on the list, as messages. Style rules in the head are only refinements. */
export function unsafeFeatures(html: string): string[] {
  const visible = html
    .replaceAll(/<!--\[if[^\]]*\]>(<!-->)?|(<!--)?<!\[endif\]-->/g, '')
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
  const tags = [...visible.matchAll(/<([a-z][\w:]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)]
  return [...new Set(tags.flatMap(([, tag = '', rest = '']) => unsafeIn(tag.toLowerCase(), rest)))]
}

function unsafeIn(tag: string, rest: string): string[] {
  const allowed = attributes[tag]
  if (!allowed) return [`<${tag}> is not on the list`]
  return [...rest.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].flatMap(([, name = '', value = '']) => [
    ...(allowed.includes(name) ? [] : [`${name} of <${tag}> is not on the list`]),
    ...(name === 'style' ? unsafeProperties(tag, value) : []),
  ])
}

/** The only reliable layouts. `inline-block` is for programs that support it; tables serve the others. */
const displays = ['none', 'inline-block', 'block']

const unsafeProperties = (tag: string, style: string): string[] =>
  style
    .split(';')
    .map(declaration => declaration.split(':', 2).map(part => part.trim()))
    .flatMap(([property = '', value = '']) => {
      if (property === '') return []
      if (property === 'display' && !displays.includes(value))
        return [`display:${value} (on <${tag}>) is not on the list`]
      return properties.has(property) ? [] : [`${property} (on <${tag}>) is not on the list`]
    })
