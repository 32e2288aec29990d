import type { FunctionName } from './functions.ts'

/** The methods of an address, and the function that answers it. */
interface Address {
  function: FunctionName
  /** GET includes HEAD. OPTIONS: scripts on other websites may post here. */
  methods: readonly ('GET' | 'POST' | 'OPTIONS')[]
}

/**
 * Every public address. The HTTP API's routes, the pages that a function must have, the OpenAPI document and the
 * local system are derived from it.
 */
const addresses = {
  '/': { function: 'sign-up', methods: ['GET'] },
  '/sign-up': { function: 'sign-up', methods: ['GET', 'POST', 'OPTIONS'] },
  '/journeys': { function: 'sign-up', methods: ['GET'] },
  '/journeys/{journey}': { function: 'sign-up', methods: ['GET'] },
  /** By a learner's invitation link. */
  '/invited/{invitation}': { function: 'sign-up', methods: ['GET'] },
  /** A sheet to print. */
  '/invited/{invitation}/{sheet}': { function: 'sign-up', methods: ['GET'] },
  '/sign-up/sent': { function: 'sign-up', methods: ['GET', 'POST'] },
  '/find-me': { function: 'sign-up', methods: ['GET', 'POST'] },
  '/together': { function: 'sign-up', methods: ['GET'] },
  '/privacy': { function: 'sign-up', methods: ['GET'] },
  '/sharing': { function: 'sign-up', methods: ['GET'] },
  '/accessibility': { function: 'sign-up', methods: ['GET'] },
  '/openapi.json': { function: 'sign-up', methods: ['GET'] },
  '/.well-known/security.txt': { function: 'sign-up', methods: ['GET'] },
  '/assets/{file}': { function: 'sign-up', methods: ['GET'] },
  '/confirm': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/welcome': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/details': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/modules/{journey}/{module}': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/my-journey': { function: 'learner-pages', methods: ['GET', 'POST'] },
  /** The former address of “my journey”, which is still linked from old emails. */
  '/preferences': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/change-address': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/rounds/{journey}': { function: 'learner-pages', methods: ['GET', 'POST'] },
  /** The page of a proposal or circle. */
  '/circles': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/bring-a-colleague': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/reflections': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/erased': { function: 'learner-pages', methods: ['GET'] },
  '/unsubscribe': { function: 'learner-pages', methods: ['GET', 'POST'] },
} as const satisfies Readonly<Record<string, Address>>

type Addresses = typeof addresses
type Path = keyof Addresses

/** A function that answers over HTTP. */
export type HttpFunction = Addresses[Path]['function']

/** The paths at which a function answers a method. It needs a page for each, and has none for any other. */
export type PathsOf<Name extends HttpFunction, Method extends Address['methods'][number]> = {
  [P in Path]: Addresses[P]['function'] extends Name
    ? Method extends Addresses[P]['methods'][number]
      ? P
      : never
    : never
}[Path]

/** A method and path in the OpenAPI document: `GET /privacy`. */
export type Operation = `GET ${PathsOf<HttpFunction, 'GET'>}` | `POST ${PathsOf<HttpFunction, 'POST'>}`

/** One method at one public address, and the function that answers it. */
export interface Route {
  method: 'GET' | 'HEAD' | 'POST' | 'OPTIONS'
  path: Path
  function: HttpFunction
}

/**
 * Every route of the HTTP API. HEAD needs routes of its own, because an HTTP API does not answer it by a route for
 * GET, and mail scanners use it.
 */
export const routes: readonly Route[] = (Object.keys(addresses) as Path[]).flatMap(path => {
  const { function: name, methods } = addresses[path]
  const withHead = methods.flatMap(method => (method === 'GET' ? (['GET', 'HEAD'] as const) : [method]))
  return withHead.map(method => ({ method, path, function: name }))
})

/** The function that answers every other address. */
export const fallback = 'sign-up' satisfies HttpFunction
