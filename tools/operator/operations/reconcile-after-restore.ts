import type { GapEmails, RestoreSetting } from '../../../shared/application/restore/restore-setting.ts'
import type { Instant, JourneyId } from '../../../shared/domain/ids.ts'
import { journeyCirclesStore } from '../../../shared/store/journey-circles.ts'
import { audited } from '../audited.ts'
import { counted, formatNumber } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import { commandLine } from '../command/place.ts'
import type { Style } from '../command/style.ts'
import { exitCodes } from '../problem.ts'
import { type ThroughGap, throughGap } from '../reconcile/after-restore.ts'
import { onlyOnceHandled, onlyWhileHeld, readTold, restoreSetting } from '../reconcile/restore-setting.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { option } from './input.ts'
import { change } from './operation.ts'
import { atTheTerminal } from './reconcile.ts'
import { unknownAs } from './reconcile-repair.ts'
import { moment } from './values.ts'

const counting: Readonly<Record<GapEmails, string>> = {
  unknown: 'are held as unknown',
  sent: 'count as sent',
  'not-sent': 'were on their way: who knows of none counts as not sent',
}

const people = (count: number) => counted(count, 'person', 'people')

/** What the passage through the gap does, or has done. */
function gapLines(
  { gap, emails }: RestoreSetting,
  told: number,
  {
    people: all,
    changed,
    events,
    emails: due,
    suppressed,
    texts,
    unreadableTexts,
    circles,
    apart,
    unreadable,
    lost,
    untouched,
  }: ThroughGap,
  style: Style,
): string[] {
  const [from, until] = [gap.from, gap.until].map(at => new Date(at).toISOString())
  return [
    `The table knows nothing of ${from} to ${until}. The bus was told ${counted(told, 'event')} since then.`,
    `Of ${people(all)}, ${formatNumber(changed)} did something in it or were due. Written down again:`,
    ...columns(
      Object.entries(events).map(([type, count]) => ['', type, formatNumber(count)]),
      style.width,
    ),
    `${counted(due, 'email')} that fell due in it ${counting[emails]}.`,
    ...(suppressed > 0
      ? [`${people(suppressed)} bounced or complained in it, by SES's suppression list, and get no email.`]
      : []),
    ...(circles > 0
      ? [
          `${counted(circles, 'proposal or circle', 'proposals and circles')} ${circles === 1 ? 'was' : 'were'} under way: who said no or left in the gap is not known, so they end.`,
        ]
      : []),
    ...(apart > 0
      ? [
          `${counted(apart, 'pair')} who were in a circle together ${apart === 1 ? 'is' : 'are'} kept apart from then on: whom somebody chose in the gap not to be matched with again is not known.`,
        ]
      : []),
    ...(texts > 0
      ? [
          `${counted(texts, 'text')} of theirs ${texts === 1 ? 'was' : 'were'} taken back, reported or deleted in it, and nobody is shown them.`,
        ]
      : []),
    ...(lost.length > 0
      ? [
          style.bad(
            `${people(lost.length)} signed up in it and are lost: nothing else holds their addresses. Ask publicly to sign up again.`,
          ),
        ]
      : []),
    ...unreadableTexts.map(reason =>
      style.bad(
        `Nobody is shown what is shared of it. Repeat this once a release reads it, before you release delivery. ${reason}`,
      ),
    ),
    ...unreadable.map(reason =>
      style.bad(`It stands still. Repeat this once a release reads it, and it ends too. ${reason}`),
    ),
    ...untouched.map(({ learnerId, reason }) => style.bad(`${learnerId} was left as they are: ${reason}`)),
  ]
}

/** The next steps of the operator. */
function nextLines(
  system: string,
  { emails, gap }: RestoreSetting,
  { emails: held }: ThroughGap,
  circlesIn: readonly JourneyId[],
): string[] {
  const moment = new Date(gap.from).toISOString()
  const again = ['reconcile', '--after-restore', moment, '--unknown-as', 'sent', '--reason', '…']
  return [
    'Next:',
    ...(emails === 'unknown' && held > 0
      ? [`  once you know whether emails went out then (sent, or not-sent): ${commandLine(system, ...again)}`]
      : []),
    `  in a few minutes: ${commandLine(system, 'reconcile')}`,
    `  if it finds figures that had not been counted at the moment restored: ${commandLine(system, 'reconcile', '--fix', '--reason', 'a restore')}`,
    `  when it finds nothing: ${commandLine(system, 'release', 'delivery', '--reason', 'restored')}`,
    ...circlesIn.map(
      journey =>
        `  once whoever was removed from circles or reported in the gap is removed again: ${commandLine(system, 'circles', 'on', journey, '--gap-repeated', '--reason', 'restored')}`,
    ),
  ]
}

const inTrail = ({ lost, untouched, unreadable, unreadableTexts, events: _, ...counts }: ThroughGap) => ({
  ...counts,
  lost: lost.length,
  untouched: untouched.length,
  unreadable: unreadable.length,
  unreadableTexts: unreadableTexts.length,
})

const time = (at: Instant): string => new Date(at).toISOString()

/** Takes everybody in a restored table through the gap: shows the effects, asks for confirmation, and does it. */
export const reconcileAfterRestore = change({
  name: 'reconcile after restore',
  command: 'reconcile',
  chosenBy: ['afterRestore'],
  summary: 'the moment to which the table was restored',
  examples: [
    'reconcile --stage prod --after-restore 2026-11-23T08:00Z --unknown-as sent \\\n    --reason "the table was overwritten at 08:04"',
  ],
  does: 'changes',
  inputs: {
    unknownAs,
    afterRestore: option('--after-restore <moment>', 'the moment to which the table was restored', moment),
    until: option('--until <moment>', 'when nothing was sent any more; now if absent', moment),
  },
  console: atTheTerminal,
  async run(session, { afterRestore: from = 0, until, unknownAs: said }) {
    const deps = await session.open()
    const setting = await restoreSetting(deps, { from, until, emails: said ?? 'unknown' })
    await onlyWhileHeld(deps)
    await onlyOnceHandled(deps)
    session.says(scanCostInWords(await scanCost(deps.table)))
    const told = await readTold(session, setting)
    const seen = (people: number) => session.progress({ done: people, unit: 'people' })
    const dryRun = await throughGap(deps, setting, told, { dry: true, seen })
    session.says(gapLines(setting, told.length, dryRun, session.style).join('\n'))
    await session.agree(`Take ${deps.stage} through this gap?`)
    const { gap, emails } = setting
    const about = { from: time(gap.from), until: time(gap.until), emailsAs: emails, events: told.length }
    const intended = { what: 'reconcile after restore', about, why: session.why }
    const through = await audited(deps, intended, async () => {
      await deps.evidence.noteLost(gap)
      const value = await throughGap(deps, setting, told, { dry: false, seen })
      return { value, result: inTrail(value) }
    })
    // A journey whose switch cannot be read stays off whatever is repeated; `reconcile`, which runs next, names it.
    const stood = await journeyCirclesStore(deps.table).list(() => {})
    const circlesIn = stood.filter(({ isRestored }) => isRestored).map(({ journeyId }) => journeyId)
    const needsSomebody = through.lost.length + through.untouched.length > 0 || emails === 'unknown'
    return {
      value: { gap: { from: time(gap.from), until: time(gap.until) }, emailsAs: emails, dryRun, through },
      lines: style => [
        ...gapLines(setting, told.length, through, style),
        ...nextLines(deps.system, setting, through, circlesIn),
      ],
      exitCode: needsSomebody ? exitCodes.trouble : exitCodes.ok,
    }
  },
})
