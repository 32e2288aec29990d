import { z } from 'zod'
import type { App } from '../stack-scope.ts'
import { noEffect, readProperties } from './read.ts'

const Generate = z.strictObject({
  SecretStringTemplate: z.string().optional(),
  GenerateStringKey: z.string().optional(),
  PasswordLength: z.coerce.number().default(32),
  ExcludePunctuation: z.boolean().default(false),
  ExcludeCharacters: z.string().default(''),
  IncludeSpace: z.literal(false).optional(),
})

const Properties = z.strictObject({
  Name: z.string().optional(),
  GenerateSecretString: Generate,
  Description: noEffect,
  KmsKeyId: noEffect,
  Tags: noEffect,
})

export type SecretSpec = { arn: string; name: string; generate: z.infer<typeof Generate> }

export function readSecrets(app: App): SecretSpec[] {
  return app.resources('AWS::SecretsManager::Secret').map(resource => {
    const arn = resource.identity.ref
    const name = arn.split(':secret:')[1]?.replace(/-[^-]{6}$/, '') ?? arn
    return { arn, name, generate: readProperties(Properties, resource).GenerateSecretString }
  })
}
