import { z } from 'zod'
import { LocalProblem } from '../local-problem.ts'
import { noEffect, readProperties } from '../template/readers/read.ts'
import type { App } from '../template/stack-scope.ts'
import { refuseUnknownConditions } from './conditions.ts'
import { PolicyDocument, type Statement } from './statements.ts'

/** The permissions in the templates. */
export type Access = {
  /** The statements of each function's role, by the function's name. */
  functions: Map<string, Statement[]>
  /** Which services may invoke which functions. */
  invokers: { functionArn: string; service: string; sourceArn: string | undefined }[]
  /** Statements of the queues' own policies. */
  queues: Statement[]
}

const Role = z.object({
  Policies: z.array(z.object({ PolicyDocument })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
})
const AttachedPolicy = z.object({ PolicyDocument, Roles: z.array(z.string()) })
const Permission = z.strictObject({
  Action: z.literal('lambda:InvokeFunction'),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: noEffect,
})
const QueuePolicy = z.object({ PolicyDocument, Queues: z.array(z.string()) })

/** This managed policy allows writing logs only. */
const harmless = /AWSLambdaBasicExecutionRole$/

export function readAccess(app: App): Access {
  const roles = readRoles(app)
  const functions = app.resources('AWS::Lambda::Function').map(({ identity, properties, logicalId }) => {
    const statements = roles.get(String(properties['Role']))
    if (statements) return [identity.ref, statements] as const
    throw new LocalProblem(`The function ${logicalId} has no role that the template defines.`)
  })
  const permissions = app
    .resources('AWS::Lambda::Permission')
    .map(resource => readProperties(Permission, resource))
  return {
    functions: new Map(functions),
    invokers: permissions.map(({ FunctionName, Principal, SourceArn }) => ({
      functionArn: FunctionName,
      service: Principal,
      sourceArn: SourceArn,
    })),
    queues: app
      .resources('AWS::SQS::QueuePolicy')
      .flatMap(resource => readProperties(QueuePolicy, resource).PolicyDocument.Statement),
  }
}

/** Statements by the role's ARN. */
function readRoles(app: App): Map<string, Statement[]> {
  const attached = app.resources('AWS::IAM::Policy').map(resource => readProperties(AttachedPolicy, resource))
  const roles = app.resources('AWS::IAM::Role').map(resource => {
    const { Policies, ManagedPolicyArns } = readProperties(Role, resource)
    const strange = ManagedPolicyArns.find(arn => !harmless.test(arn))
    if (strange)
      throw new LocalProblem(
        `The role ${resource.logicalId} has the managed policy ${strange}, whose contents the local stack doesn't know. Write down what it needs as a policy of its own.`,
      )
    const { ref, attributes } = resource.identity
    const others = attached.filter(({ Roles }) => Roles.includes(ref))
    const statements = [...Policies, ...others].flatMap(policy => policy.PolicyDocument.Statement)
    refuseUnknownConditions(`The role ${resource.logicalId}`, statements)
    return [attributes['Arn'] ?? '', statements] as const
  })
  return new Map(roles)
}
