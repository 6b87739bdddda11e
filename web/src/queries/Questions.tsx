import { useEffect } from "react";
import { QuestionItem } from "./QuestionItem.tsx";
import { questions, type Question } from "./questions.ts";

/** The parts of the page that have something to show. */
const sections = [
  { id: "research", title: "Research questions", of: questions.filter((q) => q.number > 0) },
  { id: "more", title: "More queries", of: questions.filter((q) => q.number === 0) },
].filter((section) => section.of.length > 0);

/** The page: all questions of the cookbook below a list of them. */
export function Questions() {
  useEffect(showTarget, []);
  return (
    <>
      <header>
        <nav aria-label="Pages">
          <span>Entente</span>
          <a href="/playground">Playground</a>
          <a href="/schema.graphqls">Schema</a>
        </nav>
        <h1>Questions</h1>
        <p>
          What the graph can be asked, each question as one query. The answers kept here are those
          of the starting graph, the north-east of Syria up to March 2026, and a moment of recording
          in them is one of the tests. Open a query in the playground to ask your own graph, or for
          another date.
        </p>
      </header>
      <nav className="contents" aria-label="Questions">
        {sections.map(({ id, of }) => (
          <ul key={id}>
            {of.map((question) => (
              <Entry key={question.name} question={question} />
            ))}
          </ul>
        ))}
      </nav>
      <main>
        {sections.map(({ id, title, of }) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id}>{title}</h2>
            {of.map((question) => (
              <QuestionItem key={question.name} question={question} />
            ))}
          </section>
        ))}
      </main>
    </>
  );
}

/** A question in the list at the top. */
function Entry({ question: { name, number, title } }: { question: Question }) {
  return (
    <li dir="auto">
      {number > 0 && <span className="number">{number}.</span>} <a href={`#${name}`}>{title}</a>
    </li>
  );
}

/** Scrolls to the question that the address names: it was not there when the page loaded. */
function showTarget() {
  document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
}
