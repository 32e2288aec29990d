import type { FieldProblem } from '../../../shared/contracts/form-problems.ts'
import type { ProblemDetails } from '../../../shared/contracts/problem-details.ts'
import { routes } from '../../../shared/contracts/routes.ts'
import { troublePage } from '../../../shared/pages/messages.ts'
import type { Site } from '../../../shared/pages/site.ts'
import type { Message } from '../../../shared/texts/messages.ts'
import type { PageTexts, Trouble } from '../../../shared/texts/page-texts.ts'
import { matchPattern, segmentsOf } from '../../../shared/web/path-pattern.ts'
import { statusOfTrouble, type WebRequest } from '../../../shared/web/request.ts'
import { seeOther, type WebResponse } from '../../../shared/web/response.ts'

/** The methods with which an address of ours may be asked, whichever function answers. */
const methodsAt = (path: string): string[] =>
  routes.filter(route => matchPattern(route.path, segmentsOf(path))).map(({ method }) => method)

/**
 * The path of ours that a spoilt one stood for: mail programs write addresses in capitals, and take the full stop or the
 * bracket behind them for a part. Always a path with a name at its beginning, so that it leads to no other website.
 */
function meantPath(path: string): string | undefined {
  if (path.length > 200) return undefined
  const tidy = path.toLowerCase().replace(/(?:\/|[^a-z0-9/]+)$/, '')
  if (tidy === path || !/^(?:\/[\w.-]+)+$/.test(tidy)) return undefined
  return methodsAt(tidy).includes('GET') ? tidy : undefined
}

const statusOf: Readonly<Record<Trouble, number>> = {
  ...statusOfTrouble,
  'foreign-website': 403,
  'too-many': 429,
  'pressed-often': 429,
  'not-open': 503,
  unread: 503,
  fault: 500,
}

/** A refusal or a fault, for people and for programs. */
export const troubleResponse = (
  site: Site,
  trouble: Trouble,
  headers: WebResponse['headers'] = {},
): WebResponse => ({
  status: statusOf[trouble],
  headers,
  page: () => troublePage(site, trouble),
  json: () => problemDetails(statusOf[trouble], site.texts.pages.troubles[trouble]),
})

/**
 * Where a function has no route. API Gateway sends here what it has no route for: other functions' addresses, too. And
 * yet it may be told what was meant: looking alone is sent on, what changes something is not.
 */
export function nothingHere(site: Site, { method, path, query }: WebRequest): WebResponse {
  const allowed = methodsAt(path)
  if (allowed.length > 0) return troubleResponse(site, 'wrong-method', { Allow: allowed.join(', ') })
  const meant = method === 'GET' ? meantPath(path) : undefined
  if (meant === undefined) return troubleResponse(site, 'not-found')
  return seeOther(query.size > 0 ? `${meant}?${query}` : meant)
}

/** A message as a problem document (RFC 9457), with what is wrong in each field. */
export function problemDetails(
  status: number,
  { title, paragraphs }: Message,
  errors?: ProblemDetails['errors'],
): ProblemDetails {
  return { type: 'about:blank', title, status, detail: paragraphs.join(' '), ...(errors && { errors }) }
}

/** What is wrong in each field of a form, in words. On the page each is a line of its own; together they are sentences. */
function formProblemDetails(
  { frame, problems: texts }: PageTexts,
  problems: readonly FieldProblem[],
): ProblemDetails {
  const errors = problems.map(({ field, problem }) => ({ field, message: texts[problem] }))
  const paragraphs = errors.map(({ message }) => `${message}.`)
  return problemDetails(statusFor(problems), { title: frame.errorSummary, paragraphs }, errors)
}

/** What was asked for too often may be asked for again later: nothing in the form is wrong. */
const statusFor = (problems: readonly FieldProblem[]): number =>
  problems.some(({ problem }) => problem === 'mailed-often') ? 429 : 422

/** What an answer has beside its page where something in the form is wrong; nothing where nothing is. */
export const withProblems = (
  { texts }: Pick<Site, 'texts'>,
  problems: readonly FieldProblem[] | undefined,
): Pick<WebResponse, 'json'> & { status?: number } =>
  problems ? { status: statusFor(problems), json: () => formProblemDetails(texts.pages, problems) } : {}
