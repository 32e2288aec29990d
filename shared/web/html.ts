const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Plain text made safe for where HTML or XML expects text, or the value of an attribute in quotes of either kind. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => entities[character] ?? '')

/** Text that is known to be safe as HTML. Only `html` and `trusted` make it, so plain data never passes for it. */
export class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** What may stand in a template. Nothing is shown for `false`, `undefined` and `null`, so `condition && html…` works. */
export type Insert = string | number | Html | false | undefined | null | readonly Insert[]

function render(value: Insert): string {
  if (value instanceof Html) return value.toString()
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(render).join('')
  return ''
}

/**
 * Template tag: escapes every inserted value for text and for quoted attributes, and takes nested `html` as it is.
 * Never insert into an unquoted attribute, an attribute's name, or an address whose beginning is not ours.
 */
export function html(template: TemplateStringsArray, ...inserts: Insert[]): Html {
  return new Html(template.reduce((all, text, i) => all + render(inserts[i - 1]) + text))
}

/** Takes HTML that our own compiler made, such as a module's body, without escaping it. Never for what people typed. */
export const trusted = (compiled: string): Html => new Html(compiled)
