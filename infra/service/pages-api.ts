import { RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { fallback, type HttpFunction, routes } from '../../shared/contracts/routes.ts'
import { explain } from '../constructs/explain.ts'
import type { Settings } from '../settings.ts'
import type { Functions } from './functions.ts'

/** What the pages stand on: the API, the stage that answers, and its access log. */
export interface PagesApi {
  readonly api: HttpApi
  readonly stage: HttpStage
  readonly log: LogGroup
}

/** The HTTP API that the pages stand on, still without routes: functions need its address first. */
export function createApi(scope: Construct, settings: Settings): PagesApi {
  const api = new HttpApi(scope, 'Pages', {
    apiName: `ShiftWorks-${settings.stage}`,
    description: 'Sign-up and everything that links in emails open',
    createDefaultStage: false,
    // One way in. A distribution comes in by this address itself; then the functions refuse everybody else.
    disableExecuteApiEndpoint: settings.site !== undefined && settings.distribution === undefined,
  })
  const log = new LogGroup(scope, 'PagesLog', {
    logGroupName: `/aws/vendedlogs/ShiftWorks-${settings.stage}-pages`,
    retention: settings.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  const stage = new HttpStage(scope, 'PagesStage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: throttle(settings.requestsPerSecond),
    accessLogSettings: { destination: new LogGroupLogDestination(log), format: accessLog },
  })
  return { api, stage, log }
}

/** Of the whole account, in requests (API Gateway's quotas). */
const largestBurst = 5_000

const throttle = (rateLimit: number) => ({ rateLimit, burstLimit: Math.min(2 * rateLimit, largestBurst) })

/** Route, not path; no network address, no query, no browser: none of it could be kept without being personal data. */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    at: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    // `-` where no function was asked.
    function: '$context.integrationStatus',
    problem: '$context.integrationErrorMessage',
  }),
)

/**
 * Mail gateways open every link of an email as soon as it arrives, and all of them share what the stage allows. Whatever
 * a person presses, the one-click unsubscribe included, has a throttle of its own for each route, which they cannot use
 * up.
 */
export function keepPressesApart(stage: HttpStage, { pressesPerSecond }: Settings, added: HttpRoute[]): void {
  const { rateLimit, burstLimit } = throttle(pressesPerSecond)
  const own = { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit }
  const pressed = routes.filter(({ method }) => method !== 'GET' && method !== 'HEAD')
  const resource = stage.node.defaultChild as CfnStage
  resource.routeSettings = Object.fromEntries(pressed.map(({ method, path }) => [`${method} ${path}`, own]))
  // A stage is refused when it names routes that are not there yet.
  stage.node.addDependency(...added)
}

/** Exactly the routes of the contract, each to its function, and everything else to the one that answers kindly. */
export function addRoutes(api: HttpApi, functions: Functions): HttpRoute[] {
  const integrationOf = (name: HttpFunction) =>
    new HttpLambdaIntegration(name, functions[name].lambda, { scopePermissionToRoute: false })
  const integrations: Readonly<Record<HttpFunction, HttpLambdaIntegration>> = {
    'sign-up': integrationOf('sign-up'),
    'learner-pages': integrationOf('learner-pages'),
  }
  const added = routes.flatMap(({ path, method, function: name }) =>
    api.addRoutes({ path, methods: [HttpMethod[method]], integration: integrations[name] }),
  )
  const rest = new HttpRoute(api, 'Rest', {
    httpApi: api,
    routeKey: HttpRouteKey.DEFAULT,
    // An integration of its own, because the permission that the others share names a method and a path, and this
    // route has neither: API Gateway would answer 500 (aws/serverless-application-model, issue 1860).
    integration: new HttpLambdaIntegration('rest', functions[fallback].lambda),
  })
  for (const construct of [...added, rest])
    explain(
      construct,
      'AwsSolutions-APIG4',
      'Public by design: sign-up is for everybody, and the other pages are opened by a signed token in the link.',
    )
  return added
}
