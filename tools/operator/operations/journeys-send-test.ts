import { EmailAddress } from '../../../shared/contracts/email-address.ts'
import { fillForPreview } from '../../journeys/preview/fill.ts'
import { audited } from '../audited.ts'
import { checkModule, currentHead } from '../current-journey.ts'
import { emailAdvice } from '../learner/find-person.ts'
import { OperatorProblem } from '../problem.ts'
import { argument, neededOption, text, type ValuesOf } from './input.ts'
import { change } from './operation.ts'
import type { Session } from './session.ts'

const inputs = {
  journey: argument('<journey>', '', text),
  module: argument('<module>', '', text),
  to: neededOption('--to <address>', 'who looks at it', text),
}

function readAddress(given: string): string {
  const address = EmailAddress.safeParse(given)
  if (address.success) return address.data
  throw new OperatorProblem(
    `"${given}" is not an email address that SES could send to. ${emailAdvice(address.error)}.`,
  )
}

/**
 * Checks the inputs.
 * @throws OperatorProblem if the address, the journey or the module does not exist
 */
async function wishOf({ open }: Session, { journey: id, module, to }: ValuesOf<typeof inputs>) {
  const address = readAddress(to)
  const head = await currentHead(await open(), id)
  checkModule(head.journey, module)
  return { to: address, head, about: { journey: id, module, version: head.journey.version } }
}

/**
 * Sends one module of the current version to a reviewer. The email's links lead nowhere, and it has no tags and no
 * learner, so that nothing counts it.
 */
export const journeysSendTest = change({
  name: 'journeys send-test',
  summary: 'email one module to somebody who looks at it',
  examples: ['journeys send-test shiftworks trust --to you@example.org --stage prod --reason "a last look"'],
  does: 'emails',
  inputs,
  console: { absent: 'Authors look at it while they write. What is published has its pages.' },
  async ask(session, input) {
    const { to, about } = await wishOf(session, input)
    return {
      question: `Send ${about.module} of ${about.journey} version ${about.version} to ${to}, as a test?`,
      effects: ['It is nobody’s email: its links lead nowhere, and nothing counts it.'],
      button: 'Send it',
    }
  },
  async run(session, input) {
    const { to, head, about } = await wishOf(session, input)
    const deps = await session.open()
    const { journey, module, version } = about
    const template = await deps.library.email(journey, version, `module.${module}`)
    const { sender } = head
    const filled = fillForPreview(template, { journey: head.journey, language: sender.language })
    const email = { ...filled, subject: `Test: ${filled.subject}`, from: sender.from, to }
    await audited(deps, { what: 'journeys send-test', about, why: session.why }, async () => {
      await deps.testMailer.send(email)
      return { value: undefined }
    })
    const words = `“${email.subject}” is on its way to ${to}. Its links lead nowhere.`
    return { value: { ...about, to }, lines: () => [words] }
  },
})
