import type { EventArchive } from '../../events/archive.ts'
import { compilePattern } from '../../events/pattern.ts'
import type { BusSpec, RuleSpec } from '../../template/readers/rules.ts'
import { type Action, ApiError } from '../service.ts'

const missing = (what: string, name: unknown): never => {
  throw new ApiError('ResourceNotFoundException', `${what} ${name} does not exist.`)
}

const ruleAnswer = ({ name, arn, bus, pattern, schedule, enabled }: RuleSpec) => ({
  Name: name,
  Arn: arn,
  EventBusName: bus,
  State: enabled ? 'ENABLED' : 'DISABLED',
  ...(pattern ? { EventPattern: JSON.stringify(pattern) } : {}),
  ...(schedule ? { ScheduleExpression: schedule } : {}),
})

const archiveAnswer = ({ spec, size }: EventArchive, buses: BusSpec[]) => ({
  ArchiveName: spec.name,
  ArchiveArn: spec.arn,
  EventSourceArn: buses.find(({ name }) => name === spec.bus)?.arn,
  State: 'ENABLED',
  RetentionDays: spec.retentionDays,
  EventCount: size.events,
  SizeBytes: size.bytes,
  ...(spec.pattern ? { EventPattern: JSON.stringify(spec.pattern) } : {}),
})

/** The list and describe actions. */
export function describeActions(
  buses: BusSpec[],
  rules: RuleSpec[],
  archives: EventArchive[],
): Record<string, Action> {
  const busOf = (input: Record<string, unknown>, key = 'EventBusName') =>
    buses.find(({ name, arn }) => [name, arn].includes(String(input[key] ?? 'default'))) ??
    missing('Event bus', input[key])
  const rulesOf = (input: Record<string, unknown>) => rules.filter(({ bus }) => bus === busOf(input).name)
  const ruleOf = (input: Record<string, unknown>, key: string) =>
    rulesOf(input).find(({ name }) => name === input[key]) ?? missing('Rule', input[key])
  const beginsWith = (prefix: unknown, name: string) => name.startsWith(String(prefix ?? ''))
  const busAnswer = ({ name, arn }: BusSpec) => ({ Name: name, Arn: arn })
  return {
    ListEventBuses: ({ NamePrefix }) => ({
      EventBuses: buses.filter(({ name }) => beginsWith(NamePrefix, name)).map(busAnswer),
    }),
    DescribeEventBus: input => busAnswer(busOf(input, 'Name')),
    ListRules: input => ({
      Rules: rulesOf(input)
        .filter(({ name }) => beginsWith(input['NamePrefix'], name))
        .map(ruleAnswer),
    }),
    DescribeRule: input => ruleAnswer(ruleOf(input, 'Name')),
    ListTargetsByRule: input => ({ Targets: ruleOf(input, 'Rule').targets }),
    ListRuleNamesByTarget: input => ({
      RuleNames: rulesOf(input)
        .filter(({ targets }) => targets.some(({ Arn }) => Arn === input['TargetArn']))
        .map(({ name }) => name),
    }),
    ListArchives: () => ({ Archives: archives.map(archive => archiveAnswer(archive, buses)) }),
    DescribeArchive: ({ ArchiveName }) =>
      archiveAnswer(
        archives.find(({ spec }) => spec.name === ArchiveName) ?? missing('Archive', ArchiveName),
        buses,
      ),
    TestEventPattern: ({ EventPattern, Event }) => ({
      Result: compilePattern(JSON.parse(String(EventPattern)))(JSON.parse(String(Event))),
    }),
  }
}
