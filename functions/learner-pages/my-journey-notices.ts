import type { JourneyNotice } from '../../shared/contracts/notice.ts'
import { type Enrolment, isAtRest, isOver, moduleAgain } from '../../shared/domain/enrolment.ts'
import type { Instant, JourneyId } from '../../shared/domain/ids.ts'
import { isReachable, type Learner } from '../../shared/domain/learner.ts'
import type { JourneyBlock } from '../../shared/pages/my-journey-block.ts'
import { noticeLife } from './notice.ts'

/**
 * For each notice, whether it is still true.
 * @param about the journey whose button was pressed; the state of other journeys does not count.
 */
export function stillTrue(
  learner: Learner,
  blocks: readonly JourneyBlock[],
  now: Instant,
  about: JourneyId | undefined,
): Readonly<Record<JourneyNotice, boolean>> {
  const isMeant = (id: JourneyId): boolean => about === undefined || id === about
  const all = Object.values(learner.enrolments).filter(
    ({ epoch, journeyId }) => epoch === learner.epoch && isMeant(journeyId),
  )
  const journeys = blocks.filter(({ id }) => isMeant(id))
  const reached = isReachable(learner)
  const running = all.filter(one => !isOver(one))
  const underWay = running.filter(one => !isAtRest(one))
  const comes = (isSoon: boolean) =>
    journeys.some(({ next }) => next !== undefined && (typeof next.when === 'string') === isSoon)
  return {
    'times-saved': true,
    paused: running.some(({ pausedBy }) => pausedBy !== undefined),
    resumed: reached && underWay.length > 0,
    'journey-over': all.some(isOver),
    'journey-left':
      all.some(({ phase }) => phase.is === 'left') ||
      !learner.joining.some(({ journeyId }) => isMeant(journeyId)),
    'private-link-mailed': reached,
    'next-now': reached && (comes(true) || underWay.some(one => cameSince(one, now - noticeLife))),
    'next-later': reached && comes(false),
    'next-on-its-way': running.some(({ claim }) => claim !== undefined),
    'next-is-here': running.some(one => one.phase.is === 'reading' && moduleAgain(one) === undefined),
    'next-at-rest': running.some(isAtRest),
    'next-on-a-break': journeys.some(({ breakUntil }) => breakUntil !== undefined),
    'next-none': journeys.some(({ next, here }) => !next && !here),
  }
}

const cameSince = ({ lastEmailAt = 0 }: Enrolment, moment: Instant): boolean => lastEmailAt >= moment
