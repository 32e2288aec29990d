import { send, unsigned } from '../call.ts'
import { ApiError } from '../service.ts'

/** An email as aws-ses-v2-local stores it. */
type Stored = {
  messageId: string
  subject: string
  body: { html?: string; text?: string }
  headers?: { name: string; value: string }[]
}
export type Rendered = Pick<Stored, 'subject' | 'headers'> & { html: string; text: string }
/** The result of one entry: the email, or the error. */
export type RenderResult = { email: Rendered } | { status: string; error: string }

type BulkResult = { Status: string; Error?: string; MessageId: string }

/** Renders with aws-ses-v2-local, which validates the request, merges data and headers, and fills the templates. */
export class Renderer {
  readonly #endpoint: string
  // One request at a time, because the rendered emails are read back from a shared store.
  #last: Promise<unknown> = Promise.resolve()

  constructor(endpoint: string) {
    this.#endpoint = endpoint
  }

  /** @param request a SendBulkEmail request */
  async bulk(request: object): Promise<RenderResult[]> {
    const render = async () => {
      const { BulkEmailEntryResults } = await this.#post<{ BulkEmailEntryResults: BulkResult[] }>(
        '/v2/email/outbound-bulk-emails',
        request,
      )
      const emails = await this.#takeStored()
      return BulkEmailEntryResults.map(({ Status, Error: error = '', MessageId }) => {
        const email = emails.find(({ messageId }) => messageId === MessageId)
        return email && Status === 'SUCCESS' ? { email: rendered(email) } : { status: Status, error }
      })
    }
    return this.#inTurn(render)
  }

  /** @param request a SendEmail request */
  async single(request: object): Promise<Rendered> {
    return this.#inTurn(async () => {
      await this.#post('/v2/email/outbound-emails', request)
      const [email] = await this.#takeStored()
      if (!email) throw new Error('aws-ses-v2-local took an email and kept none')
      return rendered(email)
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn
    return turn
  }

  async #takeStored(): Promise<Stored[]> {
    const { body } = await send(this.#endpoint, { method: 'GET', path: '/store', headers: {} })
    await this.#post('/clear-store', {})
    return (JSON.parse(body.toString('utf8')) as { emails: Stored[] }).emails
  }

  async #post<T>(path: string, input: object): Promise<T> {
    const headers = { 'content-type': 'application/json', authorization: unsigned }
    const { status, body } = await send(this.#endpoint, {
      path,
      headers,
      body: Buffer.from(JSON.stringify(input)),
    })
    const output = JSON.parse(body.toString('utf8')) as T & {
      type?: string
      detail?: string
      message?: string
    }
    if (status < 300) return output
    throw new ApiError(
      output.type ?? 'BadRequestException',
      output.detail ?? output.message ?? 'refused',
      status,
    )
  }
}

const rendered = ({ subject, body, headers }: Stored): Rendered => ({
  subject,
  html: body.html ?? '',
  text: body.text ?? '',
  headers: headers ?? [],
})
