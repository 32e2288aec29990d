/** What goes back. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/**
 * Stand on every answer: nothing from elsewhere, nothing inline, no frame but our own, nothing kept. Referrers stay on
 * the console, and are not left out whole: a browser would then send `Origin: null` with every form.
 */
const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

const answer = (status: number, type: string, text: string, headers = {}): Answer => ({
  status,
  headers: { ...securityHeaders, 'content-type': `${type}; charset=utf-8`, ...headers },
  body: Buffer.from(text),
})

/** A page. */
export const htmlAnswer = (page: string, status = 200): Answer => answer(status, 'text/html', page)

/** A part of a page that goes on changing, and whether it will again. */
export const fragmentAnswer = (part: string, state: 'running' | 'over'): Answer =>
  answer(200, 'text/html', part, { 'x-work': state })

/** An email alone, for a frame of our own: its styles are inside it, and its pictures are elsewhere. */
export const emailAnswer = (email: string): Answer =>
  answer(200, 'text/html', email, {
    'content-security-policy':
      "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
    'x-frame-options': 'SAMEORIGIN',
  })

/** Something to keep, by its name. */
export const download = (fileName: string, type: string, text: string): Answer =>
  answer(200, type, text, { 'content-disposition': `attachment; filename="${fileName}"` })

/** A file that is the console's own. */
export const fileAnswer = (type: 'text/css' | 'text/javascript', text: string): Answer =>
  answer(200, type, text)

/** A line of text, for programs and for refusals. */
export const plainAnswer = (status: number, text: string): Answer => answer(status, 'text/plain', `${text}\n`)

/** On to another page, to be read by GET. */
export const seeOther = (location: string, headers = {}): Answer =>
  answer(303, 'text/plain', '', { location, ...headers })
