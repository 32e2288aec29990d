import { formOf, type ReadBody } from '../../shared/web/body.ts'
import type { WebResponse } from '../../shared/web/response.ts'
import type { ReadRoute, RoutedRequest, WriteRoute } from '../../shared/web/router.ts'

/** A posted form. */
export type PostedForm = RoutedRequest & { form: URLSearchParams }

/** Handles a posted form. */
export type FormHandler<Context> = (
  request: PostedForm,
  context: Context,
) => WebResponse | Promise<WebResponse>

/** The pages and forms of a site for operators or developers, by the pattern of their path: `/learner/{id}`. */
export interface ToolRoutes<Context> {
  get: Readonly<Record<string, ReadRoute<Context>>>
  post: Readonly<Record<string, FormHandler<Context>>>
}

/** Joins the routes of several parts of a site. If two match a path, the earlier one wins. */
export const joined = <Context>(all: readonly ToolRoutes<Context>[]): ToolRoutes<Context> => ({
  get: Object.assign({}, ...all.map(({ get }) => get)),
  post: Object.assign({}, ...all.map(({ post }) => post)),
})

const fieldsOf = (body: ReadBody | undefined): URLSearchParams =>
  new URLSearchParams(
    Object.entries(formOf(body)).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  )

/** The handlers of forms, for the router. */
export const formRoutes = <Context>(
  handlers: Readonly<Record<string, FormHandler<Context>>>,
): Record<string, WriteRoute<Context>> =>
  Object.fromEntries(
    Object.entries(handlers).map(([pattern, handle]) => [
      pattern,
      {
        takes: ['form'],
        answer: (request, context) => handle({ ...request, form: fieldsOf(request.body) }, context),
      } satisfies WriteRoute<Context>,
    ]),
  )
