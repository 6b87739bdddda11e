import { playgroundAddress } from "../cookbook.ts";
import { Answer } from "./Answer.tsx";
import { Code } from "./Code.tsx";
import type { Question } from "./questions.ts";

/** One question: what it asks, how it is asked, and what the answer is. */
export function QuestionItem({ question }: { question: Question }) {
  const { name, number, title, explanation, query, answer } = question;
  const label = number > 0 ? `question ${String(number)}` : `“${title}”`;
  return (
    <article id={name} aria-labelledby={`${name}.title`}>
      <h3 id={`${name}.title`} dir="auto">
        <a href={`#${name}`} className="title">
          {number > 0 && <span className="number">{number}.</span>} {title}
        </a>
      </h3>
      {explanation.map((paragraph) => (
        <Paragraph key={paragraph} text={paragraph} />
      ))}
      <Code source={query} label={`Query of ${label}`} />
      <p>
        <a className="button" href={playgroundAddress(name)}>
          Open in the playground <span className="hidden">: {label}</span>
        </a>
      </p>
      {answer !== undefined && <Answer address={answer} label={label} />}
      {query.startsWith("subscription") && (
        <p>It answers with an event each time, until it is stopped.</p>
      )}
      {query.startsWith("mutation") && (
        <p>It writes, and so needs a token and values of your own.</p>
      )}
    </article>
  );
}

/** Text in which what stands between backticks is code. */
function Paragraph({ text }: { text: string }) {
  return (
    <p dir="auto">
      {text
        .split("`")
        .map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
    </p>
  );
}
