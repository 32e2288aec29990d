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

  it('refers only to what it holds', () => {
    const referred = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name)
    expect(referred.length).toBeGreaterThan(0)
    for (const name of referred) expect(document.components.schemas).toHaveProperty(name ?? '')
  })

  it('tells what a sign-up needs, as the schema checks it', () => {
    const { SignUpRequest } = document.components.schemas
    expect(SignUpRequest).toMatchObject({ type: 'object', required: ['email', 'consent', 'consentVersion'] })
    expect(text).not.toContain('$schema')
  })
})
