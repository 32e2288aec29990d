import type { FieldProblem } from '../../../shared/contracts/form-problems.ts'
import type { ProblemDetails } from '../../../shared/contracts/problem-details.ts'
import type { Site } from '../../../shared/pages/site.ts'
import { troublePage } from '../../../shared/pages/trouble.ts'
import type { Message, PageWords, Trouble } from '../../../shared/words/page-words.ts'
import type { Keep } from './headers.ts'

/** What a route answers. With both a page and JSON, whoever asks gets what they would rather have. */
export interface Answer {
  status: number
  page?: () => string
  json?: () => unknown
  /** A file, the same for everybody who asks. */
  file?: { type: string; content: string }
  headers?: Readonly<Record<string, string>>
  /** Never, if absent. */
  keep?: Keep
}

/** A page, with status 200 unless `more` says otherwise. It is written only once it is asked for. */
export const pageAnswer = (page: () => string, more: Partial<Answer> = {}): Answer => ({
  status: 200,
  page,
  ...more,
})

/** Where to look instead: seen by GET, whatever was posted here. */
export const seeOther = (url: string): Answer => ({ status: 303, headers: { Location: url } })

const statusOf: Readonly<Record<Trouble, number>> = {
  'bad-request': 400,
  'wrong-encoding': 400,
  'foreign-website': 403,
  'not-found': 404,
  'wrong-method': 405,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
  'pressed-often': 429,
  'not-open': 503,
  fault: 500,
}

/** A refusal or a fault, for people and for programs. */
export const troubleAnswer = (site: Site, trouble: Trouble, headers: Answer['headers'] = {}): Answer => ({
  status: statusOf[trouble],
  headers,
  page: () => troublePage(site, trouble),
  json: () => problemDetails(statusOf[trouble], site.words.pages.troubles[trouble]),
})

/** A message as a problem document (RFC 9457), with what is wrong in each field. */
export function problemDetails(
  status: number,
  { title, paragraphs }: Message,
  errors?: ProblemDetails['errors'],
): ProblemDetails {
  return { type: 'about:blank', title, status, detail: paragraphs.join(' '), ...(errors && { errors }) }
}

/** What is wrong in each field of a form, in words. On the page each is a line of its own; together they are sentences. */
export function formProblemDetails(
  { frame, problems: words }: PageWords,
  problems: readonly FieldProblem[],
): ProblemDetails {
  const errors = problems.map(({ field, problem }) => ({ field, message: words[problem] }))
  const paragraphs = errors.map(({ message }) => `${message}.`)
  return problemDetails(422, { title: frame.errorSummary, paragraphs }, errors)
}
