import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../../shared/contracts/openapi.ts'
import { routes } from '../../shared/contracts/routes.ts'

const document = openApiDocument()
const text = JSON.stringify(document)

describe('the OpenAPI document', () => {
  it('tells of every public address, and of no other', () => {
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    )
    const answered = routes.filter(({ method }) => method === 'GET' || method === 'POST')
    expect(told.sort()).toEqual(answered.map(({ method, path }) => `${method} ${path}`).sort())
  })

  it('says of each what it does', () => {
    for (const methods of Object.values(document.paths))
      for (const operation of Object.values(methods))
        expect(operation).toHaveProperty('summary', expect.any(String))
  })

  it('keeps to OpenAPI 3.1, and refers only to what it holds', async () => {
    const validator = new Validator()
    expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true })
    expect(() => validator.resolveRefs()).not.toThrow()
  })

  it('tells what the buttons of the pages send', () => {
    const formOf = (path: string) =>
      document.paths[path]?.['post']?.requestBody?.content['application/x-www-form-urlencoded'].schema
    expect(formOf('/modules/{journey}/{module}')).toMatchObject({ required: ['t', 'action'] })
    expect(formOf('/preferences')).toMatchObject({
      properties: { action: { enum: expect.arrayContaining(['times', 'erase']) } },
    })
    expect(formOf('/unsubscribe')).not.toHaveProperty('required')
  })

  it('tells what a sign-up needs, as the schema checks it', () => {
    const { SignUpRequest } = document.components.schemas
    expect(SignUpRequest).toMatchObject({ type: 'object', required: ['email', 'consent', 'consentVersion'] })
    expect(text).not.toContain('$schema')
  })
})
