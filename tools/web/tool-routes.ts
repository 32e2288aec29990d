import { formOf, type ReadBody } from '../../shared/web/body.ts'
import type { WebResponse } from '../../shared/web/response.ts'
import type { ReadRoute, RoutedRequest, WriteRoute } from '../../shared/web/router.ts'

/** A form that was posted. */
export type PostedForm = RoutedRequest & { form: URLSearchParams }

/** Does what a form asks for. */
export type FormHandler<Context> = (
  request: PostedForm,
  context: Context,
) => WebResponse | Promise<WebResponse>

/** Pages and forms of a site for operators or developers, each by the pattern of its address: `/learner/{id}`. */
export interface ToolRoutes<Context> {
  get: Readonly<Record<string, ReadRoute<Context>>>
  post: Readonly<Record<string, FormHandler<Context>>>
}

/** Routes of several parts of a site. Where two fit an address, the earlier one answers. */
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

/** Handlers of forms, as the router takes them. */
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
