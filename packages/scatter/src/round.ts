import { type Ask, askAll, type RoundCall } from './ask.ts';
import type { ScatterMember } from './member.ts';
import { gathered, type Raw, recorded } from './member-answer.ts';
import { addGather, addRecord, RequestMaker, rawsOf, type Share } from './share.ts';
import { fitOf, type GatherTask, type RecordTask, type Task } from './task.ts';
import type { Variables } from './variables.ts';

/** All that is asked at once: one request to each member, however many tasks. */
export class Round {
  private readonly gathers: GatherTask[] = [];
  private readonly records: RecordTask[] = [];

  get isEmpty(): boolean {
    return this.gathers.length === 0 && this.records.length === 0;
  }

  /** How many rounds will follow at most. */
  get laterRounds(): number {
    let most = 0;
    for (const { laterRounds } of this.gathers) most = Math.max(most, laterRounds);
    for (const { laterRounds } of this.records) most = Math.max(most, laterRounds);
    return most;
  }

  gather(task: GatherTask): void {
    this.gathers.push(task);
  }

  record(task: RecordTask): void {
    this.records.push(task);
  }

  /** Asks all members, waits for all of them, and then tells all tasks. */
  async run(variables: Variables, call: RoundCall): Promise<void> {
    const shares = this.shares();
    const requests = new RequestMaker(variables);
    const asks: Ask[] = [];
    for (const [member, share] of shares) asks.push({ member, request: requests.requestFor(share) });
    const said = new Map<ScatterMember, ReadonlyMap<Task, Raw>>();
    for (const answer of await askAll(asks, call)) {
      said.set(answer.member, rawsOf(answer, shares.get(answer.member) ?? []));
    }
    for (const task of this.gathers) {
      task.done(task.route.candidates.map((member) => gathered(task, member, said.get(member)?.get(task))));
    }
    for (const task of this.records) task.done(recorded(task, said.get(task.owner)?.get(task)));
  }

  /** What each member is asked for. */
  private shares(): Map<ScatterMember, Share[]> {
    const shares = new Map<ScatterMember, Share[]>();
    for (const task of this.gathers) {
      for (const member of task.route.candidates) {
        const fit = fitOf(task, member);
        if ('asked' in fit) addGather(shareOf(shares, member), task, fit.asked);
      }
    }
    for (const task of this.records) {
      if ('asked' in task.fit) addRecord(shareOf(shares, task.owner), task, task.fit.asked);
    }
    return shares;
  }
}

function shareOf(shares: Map<ScatterMember, Share[]>, member: ScatterMember): Share[] {
  let share = shares.get(member);
  if (!share) {
    share = [];
    shares.set(member, share);
  }
  return share;
}
