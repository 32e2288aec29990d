import { Duration, RemovalPolicy } from 'aws-cdk-lib'
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
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { type IFilterPattern, LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { deliveryMetrics } from '../../shared/contracts/metrics.ts'
import { type HttpFunction, routes } from '../../shared/contracts/routes.ts'
import { explain } from '../constructs/explain.ts'
import type { JourneyFunction } from '../constructs/journey-function.ts'
import type { Settings } from '../settings.ts'

/** The API, its stage, and its access log. */
export interface PagesApi {
  readonly api: HttpApi
  readonly stage: HttpStage
  readonly log: LogGroup
}

/** The HTTP API of the pages, without routes, because functions need its address first. */
export function createApi(scope: Construct, settings: Settings): PagesApi {
  const api = new HttpApi(scope, 'Pages', {
    apiName: `ShiftWorks-${settings.stage}`,
    description: 'Sign-up and everything that links in emails open',
    createDefaultStage: false,
    // A single way in. A distribution uses this address itself; then the functions refuse everybody else.
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
  keepPressesApart(stage, settings)
  return { api, stage, log }
}

/** The quota of the whole account, in requests (API Gateway's quotas). */
const largestBurst = 5_000

const throttle = (rateLimit: number) => ({ rateLimit, burstLimit: Math.min(2 * rateLimit, largestBurst) })

/** The route instead of the path; no network address, query or browser, which would be personal data. */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    at: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    // `-` if no function was called.
    function: '$context.integrationStatus',
    problem: '$context.integrationErrorMessage',
  }),
)

/**
 * Mail gateways open every link of an email on arrival, and share the stage's limit. Presses, including the one-click
 * unsubscribe, have a limit of their own for each route, which gateways cannot use up.
 */
function keepPressesApart(stage: HttpStage, { pressesPerSecond }: Settings): void {
  const { rateLimit, burstLimit } = throttle(pressesPerSecond)
  const own = { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit }
  const pressed = routes.filter(({ method }) => method !== 'GET' && method !== 'HEAD')
  const resource = stage.node.defaultChild as CfnStage
  resource.routeSettings = Object.fromEntries(pressed.map(({ method, path }) => [`${method} ${path}`, own]))
}

/** Routes exactly the contract's routes of a function to it. */
export function answerRoutes(
  { api, stage }: PagesApi,
  { lambda }: JourneyFunction,
  name: HttpFunction,
): void {
  const integration = new HttpLambdaIntegration(name, lambda, { scopePermissionToRoute: false })
  const own = routes.filter(route => route.function === name)
  const added = own.flatMap(({ path, method }) =>
    api.addRoutes({ path, methods: [HttpMethod[method]], integration }),
  )
  // AWS refuses a stage with settings of routes that do not exist yet.
  stage.node.addDependency(...added)
  added.forEach(explainPublic)
}

/** Routes every other address to a function with a friendly answer. */
export function answerEverythingElse({ api }: PagesApi, { lambda }: JourneyFunction): void {
  const rest = new HttpRoute(api, 'Rest', {
    httpApi: api,
    routeKey: HttpRouteKey.DEFAULT,
    // A separate integration, because the other permission names a method and path, which this route does not have:
    // API Gateway would answer 500 (aws/serverless-application-model, issue 1860).
    integration: new HttpLambdaIntegration('rest', lambda),
  })
  explainPublic(rest)
}

const explainPublic = (route: HttpRoute): void =>
  explain(
    route,
    'AwsSolutions-APIG4',
    'Public by design: sign-up is for everybody, and the other pages are opened by a signed token in the link.',
  )

/** The number of matching lines in the access log, in five minutes. */
export function countedInAccessLog(
  { log }: PagesApi,
  stage: string,
  metricName: string,
  filterPattern: IFilterPattern,
): Metric {
  return log
    .addMetricFilter(metricName, {
      filterPattern,
      metricNamespace: deliveryMetrics.namespace,
      metricName: `${metricName}-${stage}`,
    })
    .metric({ statistic: 'Sum', period: Duration.minutes(5) })
}
