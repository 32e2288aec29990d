import type { FunctionName } from './env.ts'

/**
 * Every public address, and the function that answers it. HEAD stands apart because an HTTP API does not answer it where
 * only GET is routed, and mail scanners ask with it.
 */
export const routes = [
  { method: 'GET', path: '/', function: 'sign-up' },
  { method: 'HEAD', path: '/', function: 'sign-up' },
  { method: 'GET', path: '/sign-up', function: 'sign-up' },
  { method: 'HEAD', path: '/sign-up', function: 'sign-up' },
  { method: 'POST', path: '/sign-up', function: 'sign-up' },
  { method: 'OPTIONS', path: '/sign-up', function: 'sign-up' },
  { method: 'GET', path: '/privacy', function: 'sign-up' },
  { method: 'HEAD', path: '/privacy', function: 'sign-up' },
  { method: 'GET', path: '/accessibility', function: 'sign-up' },
  { method: 'HEAD', path: '/accessibility', function: 'sign-up' },
  { method: 'GET', path: '/openapi.json', function: 'sign-up' },
  { method: 'HEAD', path: '/openapi.json', function: 'sign-up' },
  { method: 'GET', path: '/.well-known/security.txt', function: 'sign-up' },
  { method: 'HEAD', path: '/.well-known/security.txt', function: 'sign-up' },
  { method: 'GET', path: '/assets/{file}', function: 'sign-up' },
  { method: 'HEAD', path: '/assets/{file}', function: 'sign-up' },
  { method: 'GET', path: '/confirm', function: 'learner-pages' },
  { method: 'HEAD', path: '/confirm', function: 'learner-pages' },
  { method: 'POST', path: '/confirm', function: 'learner-pages' },
  { method: 'GET', path: '/modules/{journey}/{module}', function: 'learner-pages' },
  { method: 'HEAD', path: '/modules/{journey}/{module}', function: 'learner-pages' },
  { method: 'POST', path: '/modules/{journey}/{module}', function: 'learner-pages' },
  { method: 'GET', path: '/preferences', function: 'learner-pages' },
  { method: 'HEAD', path: '/preferences', function: 'learner-pages' },
  { method: 'POST', path: '/preferences', function: 'learner-pages' },
  { method: 'GET', path: '/unsubscribe', function: 'learner-pages' },
  { method: 'HEAD', path: '/unsubscribe', function: 'learner-pages' },
  { method: 'POST', path: '/unsubscribe', function: 'learner-pages' },
] as const satisfies readonly { method: string; path: string; function: FunctionName }[]

/** Who answers every other address, kindly. */
export const fallback = 'sign-up' satisfies FunctionName
