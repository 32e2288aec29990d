import { formOf, type ReadBody } from '../../../../shared/web/body.ts'
import type { WebResponse } from '../../../../shared/web/response.ts'
import type { ReadRoute, RoutedRequest, WriteRoute } from '../../../../shared/web/router.ts'
import type { ConsoleDesk } from '../desk.ts'

/** A form of the console that was posted. */
export type PostedForm = RoutedRequest & { form: URLSearchParams }

/** Shows a page. */
export type Handler = ReadRoute<ConsoleDesk>

/** Does what a form asks for. */
export type FormHandler = (request: PostedForm, desk: ConsoleDesk) => WebResponse | Promise<WebResponse>

/** Pages and forms, each by the pattern of its address: `/learner/{id}`. */
export interface ConsoleRoutes {
  get: Readonly<Record<string, Handler>>
  post: Readonly<Record<string, FormHandler>>
}

/** Routes of several parts of the console. Where two fit an address, the earlier one answers. */
export const joined = (all: readonly ConsoleRoutes[]): ConsoleRoutes => ({
  get: Object.assign({}, ...all.map(({ get }) => get)),
  post: Object.assign({}, ...all.map(({ post }) => post)),
})

const fieldsOf = (body: ReadBody | undefined): URLSearchParams =>
  new URLSearchParams(
    Object.entries(formOf(body)).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  )

/** A handler of a form, as the router takes it. */
export const formRoute = (handle: FormHandler): WriteRoute<ConsoleDesk> => ({
  takes: ['form'],
  answer: (request, desk) => handle({ ...request, form: fieldsOf(request.body) }, desk),
})
