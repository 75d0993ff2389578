import { memberOfId } from '@observer-graph/contract';
import type { RawObject } from './check.ts';
import type { Representation } from './compose.ts';
import type { Parent } from './constraints.ts';
import type { Context, Manner } from './context.ts';
import type { Entity } from './domain-view.ts';
import { badUserInput, type Failure, isFailure } from './errors.ts';
import { gather } from './gathering.ts';
import type { ScatterMember } from './member.ts';
import { needsRound, type PlanField, type Selection } from './plan.ts';
import { type Gathers, objectOutput } from './record-output.ts';
import { isIdOf, missingInput, representationOf, withUnknown } from './representation.ts';
import { Failed, Later } from './result.ts';
import type { MemberAnswer, MemberFit } from './task.ts';

/** An operation's entities: each is asked for once, however often it is referred to. */
export class Entities {
  private readonly known = new Map<Selection, Map<string, Later>>();
  private readonly context: Context;

  constructor(context: Context) {
    this.context = context;
  }

  /** An entity with what is selected of it. */
  entity(entity: Entity, representation: Representation, selection: Selection, manner: Manner): unknown {
    const { context } = this;
    if (manner !== 'reference' && !isIdOf(entity, String(representation[entity.key]))) {
      context.unfinished += 1;
      return new Failed([badUserInput(`"${representation[entity.key]}" is not the id of a ${entity.name}.`)]);
    }
    if (manner !== 'lookup' && !needsRound(selection)) {
      return objectOutput(context, selection, null, representation);
    }
    context.unfinished += 1;
    let known = this.known.get(selection);
    if (!known) {
      known = new Map();
      this.known.set(selection, known);
    }
    const id = JSON.stringify(representation);
    let later = known.get(id);
    if (!later) {
      later = new Later();
      known.set(id, later);
      resolve(context, later, { entity, representation }, selection, manner);
    }
    return later;
  }
}

/** Splits what is selected of an entity: its own fields are its owner's to give, all others' are gathered. */
function resolve(context: Context, later: Later, parent: Parent, selection: Selection, manner: Manner): void {
  const { entity, representation } = parent;
  const needsOwner = entity.partitioned && (manner === 'lookup' || selection.asked.size > 0);
  const owner = needsOwner ? ownerOf(context, entity, representation) : null;
  if (owner && isFailure(owner) && manner !== 'reference') {
    later.value = new Failed([owner]);
    return;
  }
  const gathers = gathersOf(context, selection, parent, manner);
  const whole = (raw: RawObject | null) => objectOutput(context, selection, raw, representation, gathers);
  const absent = () =>
    manner === 'reference' || (manner === 'representation' && gathers.size > 0) ? whole(null) : null;
  if (!owner) later.value = whole(null);
  else if (isFailure(owner)) later.value = new Failed([owner], absent());
  else {
    const asked = selection.askedOfOwner;
    context.later({
      record: {
        entity,
        owner,
        representation: representationOf(entity, String(representation[entity.key])),
        asked,
        fit: context.fitter.record(owner, entity, asked) as MemberFit<typeof asked>,
        laterRounds: selection.laterRoundsByKey,
        done: (answer) => {
          for (const status of answer.statuses()) context.report.add(status);
          if (answer.value === undefined) later.value = new Failed([unavailable(answer)], absent());
          else later.value = answer.value === null ? absent() : whole(answer.value);
        },
      },
    });
  }
}

function ownerOf(
  { roster }: Context,
  entity: Entity,
  representation: Representation,
): ScatterMember | Failure {
  const id = String(representation[entity.key]);
  const code = memberOfId(id);
  const owner = code === null ? undefined : roster.owner(code);
  if (owner && isIdOf(entity, id)) return owner;
  const message =
    code !== null && isIdOf(entity, id)
      ? `Nobody in this federation owns ids that begin with "${code}:".`
      : `"${id}" is not the id of a ${entity.name}.`;
  return { code: 'UNKNOWN_MEMBER', message };
}

function unavailable(answer: MemberAnswer<unknown>): Failure {
  const [status] = answer.statuses();
  const code = status?.state === 'VIOLATION' ? 'SOURCE_FAILED' : 'SOURCE_UNAVAILABLE';
  return answer.failure ?? { code, message: status?.message ?? '', ...(status && { member: status.member }) };
}

const noGathers: Gathers = new Map();

/** The connections and summaries of an entity, left to the next round. */
export function gathersOf(context: Context, { gathers }: Selection, parent: Parent, manner: Manner): Gathers {
  if (gathers.length === 0) return noGathers;
  return new Map(gathers.map((field) => [field, gatherOf(context, field, parent, manner)] as const));
}

function gatherOf(context: Context, field: PlanField, parent: Parent, manner: Manner): unknown {
  context.unfinished += 1;
  const requires = field.gather?.requires;
  if (!requires) return gather(context, field, parent);
  const { entity, representation } = parent;
  // Of what the engine itself came upon, nobody sent anything along: it is unknown, and does not prune.
  if (manner !== 'representation') {
    return gather(context, field, { entity, representation: withUnknown(representation, requires) });
  }
  const missing = missingInput(representation, requires);
  if (missing === null) return gather(context, field, parent);
  return new Failed([
    badUserInput(
      `A representation of ${entity.name} needs \`${missing}\` for \`${field.name}\`; null if it is unknown.`,
    ),
  ]);
}
