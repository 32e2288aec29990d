import type { GapEmails, RestoreSetting } from '../../../shared/application/restore/restore-setting.ts'
import { counted, formatNumber } from '../command/format.ts'
import { commandLine } from '../command/place.ts'
import { columns, type Style } from '../command/style.ts'
import type { ThroughGap } from './after-restore.ts'

const counting: Readonly<Record<GapEmails, string>> = {
  unknown: 'are held as unknown',
  sent: 'count as sent',
  'not-sent': 'were on their way: who knows of none counts as not sent',
}

const people = (count: number) => counted(count, 'person', 'people')

/** What going through the gap does, or has done. */
export function gapLines(
  { gap, emails }: RestoreSetting,
  told: number,
  { people: all, changed, events, emails: due, suppressed, lost, untouched }: ThroughGap,
  style: Style,
): string[] {
  const [from, until] = [gap.from, gap.until].map(at => new Date(at).toISOString())
  return [
    `The table knows nothing of ${from} to ${until}. The bus was told ${counted(told, 'event')} since then.`,
    `Of ${people(all)}, ${formatNumber(changed)} did something in it or were due. Written down again:`,
    ...columns(Object.entries(events).map(([type, count]) => ['', type, formatNumber(count)])),
    `${counted(due, 'email')} that fell due in it ${counting[emails]}.`,
    ...(suppressed > 0
      ? [`${people(suppressed)} bounced or complained in it, by SES's suppression list, and get no email.`]
      : []),
    ...(lost.length > 0
      ? [
          style.bad(
            `${people(lost.length)} signed up in it and are lost: nothing else holds their addresses. Ask publicly to sign up again.`,
          ),
        ]
      : []),
    ...untouched.map(({ learnerId, reason }) => style.bad(`${learnerId} was left as they are: ${reason}`)),
  ]
}

/** What is to be done next. */
export function nextLines(
  stage: string,
  { emails, gap }: RestoreSetting,
  { emails: held }: ThroughGap,
): string[] {
  const again = `reconcile --after-restore ${new Date(gap.from).toISOString()} --unknown-as sent --reason "…"`
  return [
    'Next:',
    ...(emails === 'unknown' && held > 0
      ? [`  once you know whether emails went out then (sent, or not-sent): ${commandLine(stage, again)}`]
      : []),
    `  in a few minutes: ${commandLine(stage, 'reconcile')}`,
    `  if it finds figures that had not been counted at the moment restored: ${commandLine(stage, 'reconcile --fix --reason "a restore"')}`,
    `  when it finds nothing: ${commandLine(stage, 'resume delivery --reason "restored"')}`,
  ]
}
