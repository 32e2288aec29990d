import { LocalProblem } from '../local-problem.ts'
import type { Resource, Stack } from './assembly.ts'
import { type Identity, identify, pseudoParameters } from './identities.ts'
import { resolve, type Scope, truth } from './intrinsics.ts'
import type { Place } from './place.ts'

/** One resource of one stack, with all intrinsic functions evaluated. */
export type Resolved = {
  stack: Stack
  logicalId: string
  type: string
  readonly identity: Identity
  properties: Record<string, unknown>
}

/** Looks up resources in all stacks of an app, as CloudFormation does during deployment. */
export class App {
  readonly #stacks: Stack[]
  readonly #place: Place

  constructor(stacks: Stack[], place: Place) {
    this.#stacks = stacks
    this.#place = place
  }

  /**
   * Returns the resources of these types, resolved.
   * @throws {LocalProblem} if one refers to something that does not exist or is not supported
   */
  resources(...types: string[]): Resolved[] {
    return this.#stacks.flatMap(stack =>
      Object.entries(stack.template.Resources)
        .filter(([, resource]) => types.includes(resource.Type) && this.#wanted(stack, resource))
        .map(([logicalId, resource]) => this.#resolved(stack, logicalId, resource)),
    )
  }

  /** Returns every type of resource in the app. */
  types(): Set<string> {
    return new Set(
      this.#stacks.flatMap(({ template }) => Object.values(template.Resources).map(({ Type }) => Type)),
    )
  }

  #resolved(stack: Stack, logicalId: string, resource: Resource): Resolved {
    const properties = resolve(resource.Properties, this.#scope(stack)) as Record<string, unknown>
    const identify = () => this.#identity(stack, logicalId)
    return {
      stack,
      logicalId,
      type: resource.Type,
      properties,
      // Evaluated lazily: most types that refer to others are never referred to themselves.
      get identity() {
        return identify()
      },
    }
  }

  #wanted(stack: Stack, { Condition }: Resource): boolean {
    return Condition === undefined || this.#scope(stack).condition(Condition)
  }

  #scope(stack: Stack): Scope {
    return {
      ref: id => this.#reference(stack, id),
      attribute: (id, name) => this.#attribute(stack, id, name),
      imported: name => this.#imported(name),
      condition: name => truth(stack.template.Conditions[name], this.#scope(stack)),
    }
  }

  #reference(stack: Stack, id: string): unknown {
    if (id === 'AWS::StackName') return stack.name
    const parameter = stack.template.Parameters[id]
    return pseudoParameters[id] ?? (parameter ? parameter.Default : this.#identity(stack, id).ref)
  }

  #attribute(stack: Stack, id: string, name: string): string {
    const value = this.#identity(stack, id).attributes[name]
    if (value === undefined)
      throw new LocalProblem(
        `The template of ${stack.name} asks for the attribute ${name} of ${id}, which the local stack doesn't know. Add it to tools/local/template/identities.ts.`,
      )
    return value
  }

  #identity(stack: Stack, id: string): Identity {
    const resource = stack.template.Resources[id]
    if (!resource)
      throw new LocalProblem(`The template of ${stack.name} refers to ${id}, which it doesn't have.`)
    // Only the few properties that make up the identity are resolved, because resources refer to each other in
    // cycles.
    const own = Object.entries(resource.Properties).filter(([key]) => identityProperties.test(key))
    const properties = resolve(Object.fromEntries(own), this.#scope(stack)) as Record<string, unknown>
    return identify(resource.Type, `${stack.name}-${id}`, properties, this.#place)
  }

  #imported(name: string): unknown {
    for (const stack of this.#stacks)
      for (const { Value, Export } of Object.values(stack.template.Outputs))
        if (Export && resolve(Export.Name, this.#scope(stack)) === name)
          return resolve(Value, this.#scope(stack))
    throw new LocalProblem(`A template imports ${name}, which no stack exports.`)
  }
}

const identityProperties = /(Name|^EmailIdentity)$/
