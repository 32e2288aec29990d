import type { AsyncInvocations } from '../functions/async-invocations.ts'
import { LocalProblem } from '../local-problem.ts'
import type { RuleSpec, TargetSpec } from '../template/readers/rules.ts'

export type SendMessage = (
  queueArn: string,
  body: string,
  attributes?: Record<string, string>,
) => Promise<void>
type Deliver = (target: TargetSpec, input: unknown) => Promise<void>

/** Delivers events to the targets of rules: functions, which are invoked asynchronously, and queues. */
export class Targets {
  readonly #kinds: [marker: string, deliver: Deliver][]
  readonly #send: SendMessage

  constructor(invocations: Pick<AsyncInvocations, 'accept'>, send: SendMessage) {
    this.#send = send
    this.#kinds = [
      [':lambda:', async ({ Arn }, input) => invocations.accept(Arn, input)],
      [':sqs:', ({ Arn }, input) => send(Arn, typeof input === 'string' ? input : JSON.stringify(input))],
    ]
  }

  /** @throws {LocalProblem} if a target of the rule is not emulated */
  check({ name, targets }: RuleSpec): void {
    const strange = targets.find(target => !this.#kind(target))
    if (strange)
      throw new LocalProblem(
        `The rule ${name} aims at ${strange.Arn}; the local stack knows functions and queues as targets.`,
      )
  }

  /** Delivers to every target of a rule. An event that cannot be delivered goes to the target's dead-letter queue. */
  async deliver(rule: RuleSpec, event: unknown): Promise<void> {
    await Promise.all(rule.targets.map(target => this.#deliverTo(target, rule, event)))
  }

  async #deliverTo(target: TargetSpec, rule: RuleSpec, event: unknown): Promise<void> {
    try {
      await this.#kind(target)?.(target, targetInput(target, event))
    } catch (error) {
      await this.#letDie(target, rule, event, error)
    }
  }

  /** The attributes are those of EventBridge user guide, "Using dead-letter queues to process undelivered events". */
  async #letDie(
    { Arn, DeadLetterConfig }: TargetSpec,
    rule: RuleSpec,
    event: unknown,
    error: unknown,
  ): Promise<void> {
    if (!DeadLetterConfig) throw error
    await this.#send(DeadLetterConfig.Arn, JSON.stringify(event), {
      RULE_ARN: rule.arn,
      TARGET_ARN: Arn,
      ERROR_CODE: 'SDK_CLIENT_ERROR',
      ERROR_MESSAGE: error instanceof Error ? error.message : String(error),
    })
  }

  #kind({ Arn }: TargetSpec): Deliver | undefined {
    return this.#kinds.find(([marker]) => Arn.includes(marker))?.[1]
  }
}

/** The payload of a target: its constant input, a part of the event, or the whole event. */
function targetInput({ Input, InputPath }: TargetSpec, event: unknown): unknown {
  if (Input !== undefined) return JSON.parse(Input)
  return InputPath === undefined ? event : follow(event, InputPath)
}

function follow(event: unknown, path: string): unknown {
  if (!/^\$(\.[\w-]+)*$/.test(path))
    throw new LocalProblem(
      `The local stack doesn't support the InputPath ${path}; it knows \`$.detail.name\`.`,
    )
  const names = path.split('.').slice(1)
  return names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], event)
}
