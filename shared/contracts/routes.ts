import type { FunctionName } from './env.ts'

/** Every public address, and the function that answers it. The HTTP API has exactly these routes. */
export const routes = [
  { method: 'GET', path: '/', function: 'sign-up' },
  { method: 'GET', path: '/sign-up', function: 'sign-up' },
  { method: 'POST', path: '/sign-up', function: 'sign-up' },
  { method: 'OPTIONS', path: '/sign-up', function: 'sign-up' },
  { method: 'GET', path: '/privacy', function: 'sign-up' },
  { method: 'GET', path: '/accessibility', function: 'sign-up' },
  { method: 'GET', path: '/openapi.json', function: 'sign-up' },
  { method: 'GET', path: '/assets/{file}', function: 'sign-up' },
  { method: 'GET', path: '/confirm', function: 'learner-pages' },
  { method: 'POST', path: '/confirm', function: 'learner-pages' },
  { method: 'GET', path: '/modules/{journey}/{module}', function: 'learner-pages' },
  { method: 'POST', path: '/modules/{journey}/{module}', function: 'learner-pages' },
  { method: 'GET', path: '/preferences', function: 'learner-pages' },
  { method: 'POST', path: '/preferences', function: 'learner-pages' },
  { method: 'GET', path: '/unsubscribe', function: 'learner-pages' },
  { method: 'POST', path: '/unsubscribe', function: 'learner-pages' },
] as const satisfies readonly { method: string; path: string; function: FunctionName }[]
