const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes plain text for HTML or XML text and for quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => entities[character] ?? '')

/** Safe HTML. Only `html` and `trusted` create it, so plain text cannot be mistaken for it. */
export class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** A value in a template. `false`, `undefined` and `null` render nothing, so `condition && html…` works. */
export type Insert = string | number | Html | false | undefined | null | readonly Insert[]

function render(value: Insert): string {
  if (value instanceof Html) return value.toString()
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(render).join('')
  return ''
}

/**
 * Template tag that escapes every inserted value for text and quoted attributes, and inserts nested `html` as it is.
 * Never insert into an unquoted attribute, an attribute's name, or an address whose beginning is not ours.
 */
export function html(template: TemplateStringsArray, ...inserts: Insert[]): Html {
  return new Html(template.reduce((all, text, i) => all + render(inserts[i - 1]) + text))
}

/** Marks HTML from our own compiler, such as a module's body, as safe. Never use it for text that people typed. */
export const trusted = (compiled: string): Html => new Html(compiled)
