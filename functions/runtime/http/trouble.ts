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

/** The methods of a public address, whichever function answers it. */
const methodsAt = (path: string): string[] =>
  routes.filter(route => matchPattern(route.path, segmentsOf(path))).map(({ method }) => method)

/**
 * The path that a damaged one was meant to be: mail programs write addresses in capitals, or include the following
 * full stop or bracket. Always begins with a name, so that it leads to no other website.
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

/** An error for people and for programs. */
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
 * The answer to an address without a route. API Gateway sends everything here that it has no route for, including
 * wrong methods of other functions' addresses. A damaged address is redirected for GET only.
 */
export function notFoundResponse(site: Site, { method, path, query }: WebRequest): WebResponse {
  const allowed = methodsAt(path)
  if (allowed.length > 0) return troubleResponse(site, 'wrong-method', { Allow: allowed.join(', ') })
  const meant = method === 'GET' ? meantPath(path) : undefined
  if (meant === undefined) return troubleResponse(site, 'not-found')
  return seeOther(query.size > 0 ? `${meant}?${query}` : meant)
}

/** A message as a problem document (RFC 9457), with the errors of each field. */
export function problemDetails(
  status: number,
  { title, paragraphs }: Message,
  errors?: ProblemDetails['errors'],
): ProblemDetails {
  return { type: 'about:blank', title, status, detail: paragraphs.join(' '), ...(errors && { errors }) }
}

/** The errors of a form's fields in words. On the page each is a line of its own; here they become sentences. */
function formProblemDetails(
  { frame, problems: texts }: PageTexts,
  problems: readonly FieldProblem[],
): ProblemDetails {
  const errors = problems.map(({ field, problem }) => ({ field, message: texts[problem] }))
  const paragraphs = errors.map(({ message }) => `${message}.`)
  return problemDetails(statusFor(problems), { title: frame.errorSummary, paragraphs }, errors)
}

/** The status of a form with errors. Too many requests may succeed later, so that is no error of the form. */
const statusFor = (problems: readonly FieldProblem[]): number =>
  problems.some(({ problem }) => problem === 'mailed-often') ? 429 : 422

/** The status and JSON of an answer with errors in its form; empty without errors. */
export const withProblems = (
  { texts }: Pick<Site, 'texts'>,
  problems: readonly FieldProblem[] | undefined,
): Pick<WebResponse, 'json'> & { status?: number } =>
  problems ? { status: statusFor(problems), json: () => formProblemDetails(texts.pages, problems) } : {}
