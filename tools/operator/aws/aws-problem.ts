import { GaveUpRest } from '../../../shared/application/circles/in-parallel.ts'
import { UnreadableRow } from '../../../shared/store/unreadable-row.ts'
import { fileProblem } from '../file-problem.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'

interface Failure {
  name?: string
  code?: string
  message?: string
  $metadata?: { httpStatusCode?: number }
}

const expired = ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'SSOTokenProviderFailure']
const unknownCaller = [
  'CredentialsProviderError',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'TokenProviderError',
]
const notAllowed = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'AuthorizationError']
const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'ECONNRESET', 'TimeoutError']

const notThere = ['ResourceNotFoundException']

const firstLine = (text = ''): string => text.split('\n')[0] ?? ''

const refused = (message: string) => new OperatorProblem(message, exitCodes.refused)

/**
 * Describes an AWS error in one line for the operator.
 * @returns undefined if the error is not from AWS, and so a bug of ours
 */
export function awsProblem(error: unknown): OperatorProblem | undefined {
  if (!(error instanceof Error)) return undefined
  const { name, code = '', message, $metadata } = error as Failure
  const is = (names: readonly string[]) => names.includes(name ?? '') || names.includes(code)
  // The SDK's error at the first call if nothing names a region.
  if (message === 'Region is missing')
    return new OperatorProblem('No region is named. Say --region <region>, or set AWS_REGION.')
  if (is(expired))
    return refused('Your AWS credentials have expired. Sign in again, then repeat the command.')
  if (is(unknownCaller))
    return refused(`AWS does not know you: ${firstLine(message)}. Check AWS_PROFILE, or sign in.`)
  if (is(notAllowed))
    return refused(`You have no right to do this: ${firstLine(message)}. docs/operating.md has the policies.`)
  if (is(unreachable))
    return refused(
      `AWS cannot be reached (${code || name}). Check the region's name and your network; with --local, whether npm start still runs.`,
    )
  if ($metadata === undefined) return undefined
  if (is(notThere))
    return refused(
      `AWS has no such thing: ${firstLine(message)}. Look at the names that you gave, and at the region.`,
    )
  return refused(`AWS refused: ${name}: ${firstLine(message)}`)
}

const unreadableProblem = ({ message }: UnreadableRow): OperatorProblem =>
  new OperatorProblem(
    `What this is about cannot be read, and is kept as it is: deploy a release that reads it, then repeat this. ${message}`,
    exitCodes.trouble,
  )

/**
 * Describes an error in one line for the operator: an operator problem, an unreadable row, a file, or an AWS error.
 * @returns undefined for a bug
 */
export function problemOf(error: unknown): OperatorProblem | undefined {
  if (error instanceof OperatorProblem) return error
  if (error instanceof GaveUpRest) {
    const first = problemOf(error.cause)
    return first && new OperatorProblem(`${error.what} ${first.message}`, first.exitCode)
  }
  return error instanceof UnreadableRow ? unreadableProblem(error) : (fileProblem(error) ?? awsProblem(error))
}
