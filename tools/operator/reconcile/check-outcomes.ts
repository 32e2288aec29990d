import { type EvidenceAround, isProvenAbsent } from '../../../shared/application/delivery/evidence.ts'
import { executeCommand } from '../../../shared/application/execute-command.ts'
import type { EmailOutcome } from '../../../shared/domain/commands.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import type { Learner } from '../../../shared/domain/learner.ts'
import { openOutcomes } from '../../../shared/domain/open-outcomes.ts'
import type { Claim } from '../../../shared/domain/outbox.ts'
import type { Gap } from '../../../shared/store/evidence.ts'
import { londonTime } from '../command/london-time.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Finding } from './finding.ts'

/** An email with an unknown outcome. */
export interface OpenOutcome {
  learnerId: string
  journeyId?: JourneyId
  claim: Claim
}

/** The emails of one person whose outcome is still open. */
export function openOutcomesOf(learner: Learner): OpenOutcome[] {
  const { id: learnerId, claim, enrolments } = learner
  const accountEmail = claim && openOutcomes(learner, undefined) > 0 ? [{ learnerId, claim }] : []
  const ofJourneys = Object.values(enrolments).flatMap(({ journeyId, claim: own }) =>
    own && openOutcomes(learner, journeyId) > 0 ? [{ learnerId, journeyId, claim: own }] : [],
  )
  return [...accountEmail, ...ofJourneys]
}

type CommandDeps = Pick<OperatorDeps, 'clock' | 'learners' | 'library'>

/**
 * Records the outcome of an email.
 * @returns whether it was still open
 */
async function settleOpen(
  deps: CommandDeps,
  { learnerId, journeyId, claim }: OpenOutcome,
  outcome: EmailOutcome,
): Promise<boolean> {
  const emailId = claim.email.id
  const settled = await executeCommand(deps, learnerId, { type: 'SettleEmail', emailId, journeyId, outcome })
  return settled.outcome === 'done'
}

/** What was due after this email in the gap depends on its outcome, so both are reported together. */
const inGap = ({ from }: Gap): string =>
  `it is from before or in the gap of a restore: say what became of it with --after-restore ${new Date(from).toISOString()} --unknown-as`

/**
 * Checks emails with an unknown outcome. If SES provably never had an email, that settles it; the operator decides on
 * the others.
 */
export async function checkOutcomes(
  deps: CommandDeps,
  { around, gap }: { around: EvidenceAround; gap: Gap | undefined },
  learner: Learner,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const open of openOutcomesOf(learner)) {
    const { email, at } = open.claim
    const absent = await isProvenAbsent(around, open.claim, deps.clock.now())
    const words = `its email of ${londonTime(at)} may have gone out or not: ${email.id}`
    const about = open.journeyId === undefined ? open.learnerId : `${open.learnerId} in ${open.journeyId}`
    if (gap && at <= gap.until) {
      findings.push({ kind: 'unknown-outcome', about, words: `${words}; ${inGap(gap)}` })
      continue
    }
    findings.push({
      kind: 'unknown-outcome',
      about,
      words: absent ? `${words}; SES never had it, as what it said of others proves` : words,
      settle: as => settleOpen(deps, open, { is: as === 'sent' ? 'accepted' : 'absent' }),
      ...(absent && { repair: () => settleOpen(deps, open, { is: 'absent' }) }),
    })
  }
  return findings
}
