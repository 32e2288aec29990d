import { z } from 'zod'
import { LocalProblem } from '../../local-problem.ts'
import type { App } from '../stack-scope.ts'
import { noEffect, readProperties } from './read.ts'

const Api = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  Description: noEffect,
  DisableExecuteApiEndpoint: z.literal(false).optional(),
  Tags: noEffect,
})

/** Accepted but without effect: the local stack does not throttle. */
const Throttle = z.strictObject({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })

const Stage = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default'),
  AutoDeploy: z.literal(true),
  DefaultRouteSettings: Throttle.optional(),
  RouteSettings: z.record(z.string(), Throttle).default({}),
  AccessLogSettings: noEffect,
  Tags: noEffect,
})

const Route = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.literal('NONE').optional(),
})

const Integration = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.coerce.number().default(30_000),
})

export type RouteSpec = {
  /** `GET /modules/{journey}/{module}`, `ANY /x` or `$default`. */
  key: string
  /** Name of the function. */
  function: string
  timeoutMilliseconds: number
}
export type ApiSpec = { id: string; routes: RouteSpec[] }

/** @throws {LocalProblem} unless the app has exactly one HTTP API, because there is one website */
export function readApi(app: App): ApiSpec {
  const apis = app.resources('AWS::ApiGatewayV2::Api')
  const [api] = apis
  if (!api || apis.length > 1)
    throw new LocalProblem(
      `The app has ${apis.length} HTTP APIs; the local stack serves exactly one, at the website's address.`,
    )
  readProperties(Api, api)
  const routes = readRoutes(app)
  checkRouteSettings(app, routes)
  return { id: api.identity.ref, routes }
}

/** @throws {LocalProblem} if a stage has settings for a route that does not exist: AWS rejects such a stage */
function checkRouteSettings(app: App, routes: RouteSpec[]): void {
  const keys = routes.map(({ key }) => key)
  for (const stage of app.resources('AWS::ApiGatewayV2::Stage')) {
    const strange = Object.keys(readProperties(Stage, stage).RouteSettings).filter(key => !keys.includes(key))
    if (strange.length > 0)
      throw new LocalProblem(
        `The stage ${stage.logicalId} has settings of ${strange.join(', ')}, and the API has no such route.`,
      )
  }
}

function readRoutes(app: App): RouteSpec[] {
  const integrations = new Map(
    app
      .resources('AWS::ApiGatewayV2::Integration')
      .map(resource => [resource.identity.ref, readProperties(Integration, resource)] as const),
  )
  return app.resources('AWS::ApiGatewayV2::Route').map(resource => {
    const { RouteKey, Target } = readProperties(Route, resource)
    const integration = integrations.get(Target.slice('integrations/'.length))
    if (!integration)
      throw new LocalProblem(`The route ${RouteKey} leads to ${Target}, which the template doesn't have.`)
    return {
      key: RouteKey,
      function: integration.IntegrationUri.split(':function:')[1]?.split('/')[0] ?? '',
      timeoutMilliseconds: integration.TimeoutInMillis,
    }
  })
}
