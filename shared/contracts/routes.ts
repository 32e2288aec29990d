import type { FunctionName } from './functions.ts'

/** What may be done at an address, and who answers. */
interface Address {
  function: FunctionName
  /** GET brings HEAD with it. OPTIONS: scripts on other websites may post here. */
  methods: readonly ('GET' | 'POST' | 'OPTIONS')[]
}

/**
 * Every public address, once. The HTTP API's routes, the pages that a function has to have, the OpenAPI document and the
 * local stack follow from it.
 */
const addresses = {
  '/': { function: 'sign-up', methods: ['GET'] },
  '/sign-up': { function: 'sign-up', methods: ['GET', 'POST', 'OPTIONS'] },
  '/journeys': { function: 'sign-up', methods: ['GET'] },
  '/journeys/{journey}': { function: 'sign-up', methods: ['GET'] },
  /** By the link of somebody who takes part. */
  '/invited/{invitation}': { function: 'sign-up', methods: ['GET'] },
  /** To print. */
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
  /** What “my journey” was called: links to it are in inboxes. */
  '/preferences': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/change-address': { function: 'learner-pages', methods: ['GET', 'POST'] },
  '/rounds/{journey}': { function: 'learner-pages', methods: ['GET', 'POST'] },
  /** What is proposed to somebody, or their circle. */
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

/** The paths at which a function answers a method: it has to have a page for each, and none for any other. */
export type PathsOf<Name extends HttpFunction, Method extends Address['methods'][number]> = {
  [P in Path]: Addresses[P]['function'] extends Name
    ? Method extends Addresses[P]['methods'][number]
      ? P
      : never
    : never
}[Path]

/** A method and a path that the OpenAPI document tells of: `GET /privacy`. */
export type Operation = `GET ${PathsOf<HttpFunction, 'GET'>}` | `POST ${PathsOf<HttpFunction, 'POST'>}`

/** One method at one public address, and the function that answers it. */
export interface Route {
  method: 'GET' | 'HEAD' | 'POST' | 'OPTIONS'
  path: Path
  function: HttpFunction
}

/**
 * Every route of the HTTP API. HEAD stands apart because an HTTP API does not answer it where only GET is routed, and mail
 * scanners ask with it.
 */
export const routes: readonly Route[] = (Object.keys(addresses) as Path[]).flatMap(path => {
  const { function: name, methods } = addresses[path]
  const withHead = methods.flatMap(method => (method === 'GET' ? (['GET', 'HEAD'] as const) : [method]))
  return withHead.map(method => ({ method, path, function: name }))
})

/** Who answers every other address, kindly. */
export const fallback = 'sign-up' satisfies HttpFunction
