import * as z from 'zod'

/** The part of JSON Schema that events use. */
const Property = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  maxLength: z.number().optional(),
  enum: z.array(z.string()).optional(),
})
const ObjectSchema = z.looseObject({
  required: z.array(z.string()),
  properties: z.record(z.string(), Property),
})

function shapeOf(property: z.infer<typeof Property>): string {
  if (property.const !== undefined) return `always \`${JSON.stringify(property.const)}\``
  if (property.enum) return property.enum.map(value => `\`${value}\``).join(', ')
  if (property.format === 'date-time') return 'date and time, ISO 8601'
  const length = property.maxLength ? `, up to ${property.maxLength} characters` : ''
  const pattern = property.pattern ? `, \`${property.pattern}\`` : ''
  return `${property.type ?? 'any'}${pattern}${length}`
}

/** Markdown would read text in angle brackets as HTML. */
const escaped = (text: string): string => text.replaceAll('<', '\\<')

/** A Markdown table of the fields of an object's schema, with their meaning. */
export function schemaTable(schema: z.core.$ZodType, meaning: (field: string) => string): string {
  const { required, properties } = ObjectSchema.parse(z.toJSONSchema(schema))
  const rows = Object.entries(properties).map(([name, property]) => {
    const when = required.includes(name) ? 'always' : 'sometimes'
    return `| \`${name}\` | ${when} | ${shapeOf(property)} | ${escaped(meaning(name))} |`
  })
  return ['| field | there | value | |', '|---|---|---|---|', ...rows].join('\n')
}
