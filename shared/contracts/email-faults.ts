import type { FormProblem } from './form-problems.ts'

/** An address that will not do, in the parts that its faults are looked for in. */
interface Written {
  text: string
  local: string
  domain: string
}

/** Faults by name, the one to mend first before the others. */
const faults: readonly [FormProblem, (written: Written) => boolean][] = [
  ['email-too-long', ({ text }) => text.length > 254],
  ['email-no-at', ({ text }) => !text.includes('@')],
  ['email-several', ({ local }) => local.includes('@')],
  ['email-signs', ({ text }) => /[()<>[\]:;,\\"]/.test(text)],
  ['email-space', ({ text }) => /\s/.test(text)],
  ['email-invisible', ({ text }) => /\p{C}/u.test(text)],
  ['email-no-name', ({ local }) => local === ''],
  ['email-no-domain', ({ domain }) => domain === ''],
  ['email-accents', ({ local }) => /[^ -~]/.test(local)],
  ['email-dots', ({ text }) => /\.\.|^\.|\.@|@\.|\.$/.test(text)],
  ['email-name-too-long', ({ local }) => local.length > 64],
  ['email-no-ending', ({ domain }) => !domain.includes('.')],
]

/** What is wrong with a text that is no address that SES can send to. */
export function emailFault(text: string): FormProblem {
  const at = text.lastIndexOf('@')
  const written = { text, local: text.slice(0, Math.max(at, 0)), domain: text.slice(at + 1) }
  return faults.find(([, has]) => has(written))?.[0] ?? 'email-domain'
}
