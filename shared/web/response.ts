import type { Keep } from './headers.ts'

/** A route's response. If it has both a page and JSON, the Accept header decides. */
export interface WebResponse {
  status: number
  page?: () => string
  json?: () => unknown
  /** A file or text in a single format. */
  file?: { type: string; content: string }
  headers?: Readonly<Record<string, string>>
  /** `never` if absent. */
  keep?: Keep
}

/** A page; status 200 unless `more` differs. The page is rendered only if the client wants it. */
export const pageResponse = (page: () => string, more: Partial<WebResponse> = {}): WebResponse => ({
  status: 200,
  page,
  ...more,
})

/** A text file, in UTF-8. `type` is a media type without a charset. */
export const fileResponse = (
  type: string,
  content: string,
  more: Partial<WebResponse> = {},
): WebResponse => ({ status: 200, file: { type: `${type}; charset=utf-8`, content }, ...more })

/** A file to download, with its name. */
export const downloadResponse = (fileName: string, type: string, content: string): WebResponse =>
  fileResponse(type, content, { headers: { 'Content-Disposition': `attachment; filename="${fileName}"` } })

/** A redirect that is followed by GET, whatever was posted (303). */
export const seeOther = (url: string, headers: WebResponse['headers'] = {}): WebResponse => ({
  status: 303,
  headers: { Location: url, ...headers },
})

/** A line of plain text, for programs and errors. */
export const textResponse = (status: number, text: string): WebResponse =>
  fileResponse('text/plain', `${text}\n`, { status })
