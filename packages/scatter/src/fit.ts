import { boundedCache } from '@observer-graph/executor';
import { type GraphQLObjectType, isObjectType } from 'graphql';
import { type AskedField, type AskedFields, askedField } from './asked.ts';
import type { GatherQuestion } from './compose.ts';
import type { DomainView, Entity } from './domain-view.ts';
import type { ScatterMember } from './member.ts';
import { type Fit, Version } from './version.ts';

/** How many versions of a contract are remembered. */
const versions = 100;

/** Makes of what is asked what each member can be asked: in its version, and with its own report if it is a hub. */
export class Fitter {
  private readonly view: DomainView;
  private readonly versionOf = boundedCache<Version | { readonly unreadable: true }>(versions);
  private readonly ofHubs = new WeakMap<GatherQuestion, GatherQuestion>();

  constructor(view: DomainView) {
    this.view = view;
  }

  /** @param parent the type that has the connection or summary */
  question(member: ScatterMember, question: GatherQuestion, parent: string): Fit<GatherQuestion> {
    const asked = member.hub ? this.withSources(question) : question;
    const version = this.version(member);
    if (!version) return { asked, dropped: [] };
    return 'unreadable' in version
      ? unreadable
      : version.fitQuestion(asked, parent, member.hub !== undefined);
  }

  /** What the owner of a record is asked. */
  record(member: ScatterMember, { name, key }: Entity, asked: AskedFields): Fit<AskedFields> {
    const version = this.version(member);
    if (!version) return { asked, dropped: [] };
    return 'unreadable' in version
      ? unreadable
      : version.fitRecord(name, asked, [key, 'holding', 'organization']);
  }

  private version({ sdl }: ScatterMember): Version | { readonly unreadable: true } | null {
    if (sdl === undefined || sdl === this.view.sdl) return null;
    return this.versionOf(sdl, () => {
      try {
        return new Version(sdl);
      } catch {
        return { unreadable: true };
      }
    });
  }

  private withSources(question: GatherQuestion): GatherQuestion {
    let known = this.ofHubs.get(question);
    if (!known) {
      const { gather } = question;
      const type = question.field.selection?.type ?? '';
      const reports = [...gather.reports].map((name) => wholeField(this.view, type, name));
      known = { ...question, gather: { ...gather, asked: [...gather.asked, ...reports] } };
      this.ofHubs.set(question, known);
    }
    return known;
  }
}

const unreadable = { incompatible: 'SDL that can be read' } as const;

/** A field with all that is below it. */
function wholeField(view: DomainView, type: string, name: string): AskedField {
  const definition = (view.schema.getType(type) as GraphQLObjectType).getFields()[name];
  if (!definition) throw new Error(`${type} has no field ${name}.`);
  let inner = definition.type;
  while ('ofType' in inner) inner = inner.ofType;
  const children = isObjectType(inner)
    ? new Map(
        Object.keys(inner.getFields()).map((field) => [field, wholeField(view, inner.name, field)] as const),
      )
    : null;
  return askedField(definition, null, children);
}
