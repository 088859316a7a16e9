#pragma once

#include "languages/language_packs.h"

namespace rounds::domain {

/// What the language packs know of how letters begin: CONTRIBUTING.md, "Language packs", says what
/// stands in each list.
struct GreetingWords {
  languages::WordList greetings{"note.greetings"};
  languages::WordList greetings_behind{"note.greetings_behind"};
  languages::WordList titles{"note.titles"};
  languages::WordList titles_behind{"note.titles_behind"};
  languages::WordList fillers{"note.fillers"};
  languages::WordList impersonal{"note.impersonal"};
  languages::WordList exclamations{"note.exclamations"};
  languages::WordList sentence_words{"note.sentence_words"};
  languages::WordList openings{"note.openings"};
  languages::WordList connectors{"note.connectors"};
  languages::WordList particles{"note.particles"};
  languages::WordList from{"note.from"};
};

[[nodiscard]] const GreetingWords& greeting_words();

/// How the forms of a name are made in which its bearer is called.
struct NameFormWords {
  languages::WordList called{"note.called"};
  languages::WordList pet_endings{"note.pet_endings"};
  languages::WordList patronymics{"note.patronymics"};
};

[[nodiscard]] const NameFormWords& name_form_words();

/// What tells whether a sentence speaks to somebody or about them.
struct SpeechWords {
  languages::WordList second_person{"note.second_person"};
  languages::WordList third_person{"note.third_person"};
  languages::WordList wishes{"note.wishes"};
  languages::WordList relations{"note.relations"};
  languages::WordList asides{"note.asides"};
  languages::WordList conjunctions{"note.conjunctions"};
  languages::WordList interjections{"note.interjections"};
  languages::WordList at_work{"note.at_work"};
  languages::WordList how_is{"note.how_is"};
  languages::WordList common_words{"note.common_words"};
  languages::WordList dear{"note.dear"};
  languages::WordList dedications{"note.dedications"};
  languages::WordList possessives{"note.possessives"};
  languages::WordList articles{"note.articles"};
  languages::WordList me{"note.me"};
  languages::WordList legal_forms{"note.legal_forms"};
  languages::WordList formal_titles{"note.formal_titles"};
  languages::WordList before_names{"note.before_names"};
};

[[nodiscard]] const SpeechWords& speech_words();

}  // namespace rounds::domain
