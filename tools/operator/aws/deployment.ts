import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import { readEnv } from '../../../shared/contracts/env.ts'
import { type LearnerPagesEnv, learnerPagesEnv } from '../../../shared/contracts/functions/learner-pages.ts'
import {
  type PublishEventsEnv,
  publishEventsEnv,
} from '../../../shared/contracts/functions/publish-events.ts'
import type { FunctionName } from '../../../shared/contracts/functions.ts'
import type { Place } from '../command/place.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'

/** What a deployment's functions work with, as they were told when they were deployed. */
export type Deployment = LearnerPagesEnv & PublishEventsEnv

/** A function's name in AWS, as `infra/service/functions.ts` gives it. */
export const functionName = (stage: string, name: FunctionName): string => `ShiftWorks-${stage}-${name}`

/**
 * Asks a deployment's own functions for the names of its parts, so that after a restore the operator looks at the
 * table that is in use.
 * @throws OperatorProblem when there is no such deployment, or nothing runs on this machine.
 */
export async function readDeployment(client: LambdaClient, place: Place): Promise<Deployment> {
  const variablesOf = async (name: FunctionName) => {
    const FunctionName = functionName(place.stage, name)
    const { Environment } = await client
      .send(new GetFunctionConfigurationCommand({ FunctionName }))
      .catch(error => explain(error, place))
    return Environment?.Variables ?? {}
  }
  const [pages, publish] = await Promise.all([variablesOf('learner-pages'), variablesOf('publish-events')])
  return { ...readEnv(learnerPagesEnv, pages), ...readEnv(publishEventsEnv, publish) }
}

function explain(error: unknown, place: Place): never {
  const { name, code } = error as { name?: string; code?: string }
  if (place.is === 'local' && code === 'ECONNREFUSED')
    throw new OperatorProblem('Nothing answers on this machine. Start it first: npm start', exitCodes.mistake)
  if (place.is === 'stage' && name === 'ResourceNotFoundException')
    throw new OperatorProblem(
      `There is no stage "${place.stage}" in ${place.region}, or it is not deployed yet.`,
    )
  throw error
}
