import type { Keep } from './headers.ts'

/** What a route responds with. With both a page and JSON, whoever asks gets what they would rather have. */
export interface WebResponse {
  status: number
  page?: () => string
  json?: () => unknown
  /** A file, or a text, in the one form that it has. */
  file?: { type: string; content: string }
  headers?: Readonly<Record<string, string>>
  /** Never, if absent. */
  keep?: Keep
}

/** A page, with status 200 unless `more` says otherwise. It is written only once it is asked for. */
export const pageResponse = (page: () => string, more: Partial<WebResponse> = {}): WebResponse => ({
  status: 200,
  page,
  ...more,
})

/** A file as it stands. `type` is a media type of text, which is in UTF-8. */
export const fileResponse = (
  type: string,
  content: string,
  more: Partial<WebResponse> = {},
): WebResponse => ({ status: 200, file: { type: `${type}; charset=utf-8`, content }, ...more })

/** A file to keep, by its name. */
export const downloadResponse = (fileName: string, type: string, content: string): WebResponse =>
  fileResponse(type, content, { headers: { 'Content-Disposition': `attachment; filename="${fileName}"` } })

/** Where to look instead: seen by GET, whatever was posted here. */
export const seeOther = (url: string, headers: WebResponse['headers'] = {}): WebResponse => ({
  status: 303,
  headers: { Location: url, ...headers },
})

/** A line of text, for programs and for refusals. */
export const textResponse = (status: number, text: string): WebResponse =>
  fileResponse('text/plain', `${text}\n`, { status })
