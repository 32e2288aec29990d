import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import { readEnv } from '../../../shared/contracts/env.ts'
import { type LearnerPagesEnv, learnerPagesEnv } from '../../../shared/contracts/functions/learner-pages.ts'
import {
  type PublishEventsEnv,
  publishEventsEnv,
} from '../../../shared/contracts/functions/publish-events.ts'
import type { FunctionName } from '../../../shared/contracts/functions.ts'
import type { Place } from '../command/place.ts'
import { OperatorProblem } from '../problem.ts'
import { explainSilence } from './local-silence.ts'

/** The environment variables of a deployment's functions. */
export type Deployment = LearnerPagesEnv & PublishEventsEnv

/** A function's name in AWS, as `infra/service/functions.ts` gives it. */
export const functionName = (stage: string, name: FunctionName): string => `ShiftWorks-${stage}-${name}`

/**
 * Reads the names of a deployment's resources from its functions' settings. So after a restore, the operator uses the
 * table that is in use.
 * @throws OperatorProblem if there is no such deployment, or nothing runs on this machine
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
  if (place.is === 'local') return explainSilence(error, place.endpoint)
  if ((error as Error).name === 'ResourceNotFoundException')
    throw new OperatorProblem(
      `There is no stage "${place.stage}" in ${place.region}, or it is not deployed yet.`,
    )
  throw error
}
