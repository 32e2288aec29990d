import { type Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { FunctionName } from '../../shared/contracts/functions.ts'
import { allow } from './allow.ts'
import type { DeadLetterQueue } from './dead-letter-queue.ts'

/** The properties in which functions differ. */
export interface JourneyFunctionProps {
  readonly name: FunctionName
  /** Its full name in AWS, with the stage. */
  readonly functionName: string
  /** What learners notice if it fails, in one sentence, for the operator on call. */
  readonly whenItFails: string
  /** Folder with the bundled `index.mjs`. */
  readonly code: string
  readonly environment: Record<string, string>
  /** The AWS calls that its own code makes. */
  readonly calls: readonly PolicyStatement[]
  /** The calls that Lambda makes in its name to read a queue or stream. */
  readonly reads: readonly PolicyStatement[]
  readonly deadLetters: DeadLetterQueue
  readonly timeout: Duration
  /** In megabytes. Processor time is proportional. */
  readonly memorySize: number
  readonly logRetention: RetentionDays
  /** How often Lambda retries a failed asynchronous event. */
  readonly retryAttempts: 0 | 1 | 2
  /** Until when Lambda retries such an event. */
  readonly maxEventAge: Duration
  readonly reservedConcurrentExecutions?: number | undefined
}

/**
 * A Lambda function with everything that each function needs: a minimal role of its own, a log with a retention time,
 * a dead-letter queue.
 */
export class JourneyFunction extends Construct {
  readonly name: FunctionName
  readonly whenItFails: string
  readonly lambda: LambdaFunction
  readonly deadLetters: DeadLetterQueue

  constructor(scope: Construct, props: JourneyFunctionProps) {
    super(scope, props.name)
    this.name = props.name
    this.whenItFails = props.whenItFails
    this.deadLetters = props.deadLetters
    const logGroup = this.#log(props)
    const role = this.#role(props, logGroup)
    const { reservedConcurrentExecutions } = props
    this.lambda = new LambdaFunction(this, 'Function', {
      ...likeAll,
      functionName: props.functionName,
      description: `When it fails: ${props.whenItFails}`,
      code: Code.fromAsset(props.code),
      environment: props.environment,
      timeout: props.timeout,
      memorySize: props.memorySize,
      role,
      logGroup,
      retryAttempts: props.retryAttempts,
      maxEventAge: props.maxEventAge,
      // Only the ARN: the built-in destination would also grant permissions that nobody uses.
      onFailure: { bind: () => ({ destination: props.deadLetters.queueArn }) },
      ...(reservedConcurrentExecutions !== undefined && { reservedConcurrentExecutions }),
    })
  }

  #log({ functionName, logRetention }: JourneyFunctionProps): LogGroup {
    return new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
  }

  #role({ calls, reads, deadLetters, name }: JourneyFunctionProps, log: LogGroup): Role {
    const platform = [
      ...reads,
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]),
      allow(['sqs:SendMessage'], [deadLetters.queueArn]),
    ]
    return new Role(this, 'Role', {
      description: `What ${name} may do`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        calls: new PolicyDocument({ statements: [...calls] }),
        platform: new PolicyDocument({ statements: platform }),
      },
    })
  }
}

const likeAll = {
  runtime: Runtime.NODEJS_24_X,
  architecture: Architecture.ARM_64,
  handler: 'index.handler',
  loggingFormat: LoggingFormat.JSON,
  applicationLogLevelV2: ApplicationLogLevel.INFO,
  // Lambda's own three lines for each call would cost more than the call.
  systemLogLevelV2: SystemLogLevel.WARN,
}
