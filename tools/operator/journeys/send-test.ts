import { EmailAddress } from '../../../shared/contracts/email-address.ts'
import { textsFor } from '../../../shared/texts/languages.ts'
import { fillForPreview } from '../../journeys/preview/fill.ts'
import { audited } from '../audited.ts'
import { agree, type Changing, type Run, reasonOf } from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import { checkModule, currentHead } from '../current-journey.ts'
import { emailAdvice } from '../email-advice.ts'
import { OperatorProblem } from '../problem.ts'

function readAddress(text: string): string {
  const address = EmailAddress.safeParse(text)
  if (address.success) return address.data
  throw new OperatorProblem(
    `"${text}" is not an email address that SES could send to. ${emailAdvice(address.error)}.`,
  )
}

/**
 * Emails one module of the current version to somebody who looks at it. It is nobody's email: its links lead nowhere,
 * it carries no tags and belongs to no learner, so that nothing counts it.
 */
export async function sendTest(
  run: Run<Changing & { to: string }>,
  journeyId: string,
  moduleId: string,
): Promise<Shown> {
  const { deps, io, options } = run
  const to = readAddress(options.to)
  const why = reasonOf(options)
  const { journey, sender } = await currentHead(deps, journeyId)
  const { version } = journey
  checkModule(journey, moduleId)
  const template = await deps.library.email(journeyId, version, `module.${moduleId}`)
  const filled = fillForPreview(template, textsFor(sender.language).emails)
  await agree({ io, options }, `Send ${moduleId} of ${journeyId} version ${version} to ${to}, as a test?`)
  const about = { journey: journeyId, module: moduleId, version }
  await audited(deps, { what: 'journeys send-test', about, why }, async () => {
    await deps.testMailer.send({ ...filled, subject: `Test: ${filled.subject}`, from: sender.from, to })
    return { value: undefined }
  })
  return {
    value: { ...about, to },
    lines: () => [`“Test: ${filled.subject}” is on its way to ${to}. Its links lead nowhere.`],
  }
}
