import { report, thank } from '../../shared/application/reflections/readers.ts'
import { voicesFor, wordingOf } from '../../shared/application/reflections/shown-voices.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { ReaderNotice } from '../../shared/contracts/notice.ts'
import type { Learner } from '../../shared/domain/learner.ts'

/** The buttons on a voice. */
const presses = ['thank', 'report', 'report-identifies'] as const
export type VoicePress = (typeof presses)[number]

/** The pressed button of a voice; undefined for another button. */
export const voicePressIn = (form: Form): VoicePress | undefined =>
  presses.find(one => one === fieldOf(form, 'action'))

/**
 * Handles a button on a voice. Only voices that the learner is shown count; otherwise the holder of a forwarded email
 * could hide any voice.
 * @returns the notice; undefined if the learner is not shown the voice any more.
 */
export async function pressOnVoice(
  deps: LearnerPagesDeps,
  learner: Learner,
  link: LinkOf<'module'>,
  { press, voice }: { press: VoicePress; voice: string | undefined },
): Promise<ReaderNotice | undefined> {
  const shown = (await voicesFor(deps, learner, link)).find(({ id }) => id === voice)
  if (!shown) return undefined
  if (press === 'thank') return (await thank(deps, shown.id, learner.id)) ? 'voice-thanked' : undefined
  const why = press === 'report' ? 'other' : 'identifies-somebody'
  const { journeyId, moduleId } = link
  const wording = (await wordingOf(deps, link)) ?? ''
  const onShelf = { id: shown.id, learnerId: shown.by, journeyId, moduleId, wording }
  const isHidden = await report(deps, onShelf, learner.id, why)
  return isHidden === false ? 'voice-reported' : 'voice-hidden'
}
