#include "domain/people/nicknames.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>

namespace rounds::domain {
namespace {

// One group a line: names that one person may go by. A name may stand in several groups; groups are
// not joined through it, so that Alexander and Alexandra, both Alex, stay two.
constexpr auto groups = std::to_array<std::string_view>({
    "abigail abby abbie gail",
    "adam addy",
    "adelheid heidi",
    "agnieszka aga",
    "albert al bert bertie",
    "alejandro ale alex",
    "aleksander alek olek alex",
    "alessandro ale sandro",
    "alessandra ale sandra",
    "alexander alex al sandy xander sascha sasha alec",
    "alexandra alex sandra sandy sasha lexi",
    "alexey aleksei alyosha lyosha",
    "alfred alf fred freddie",
    "alice ali",
    "alison allison ali ally",
    "amanda mandy",
    "andreas andi andy",
    "andrew andy drew",
    "angela angie geli",
    "anna anja ania asia anya annika anneke anni annie",
    "ann anne annie",
    "anneliese lisa liesl",
    "anthony tony ant",
    "antonio toni tonio antoine",
    "anton toni",
    "arthur art artie",
    "barbara barb babs basia babsi",
    "bartholomew bart",
    "beatrice bea trixie",
    "benedikt benedict ben bene",
    "benjamin ben benny benji benjy",
    "bernard bernie bern",
    "bernhard bernd",
    "bridget biddy bridie",
    "carolina caro lina",
    "caroline carolyn carrie caro carol lina",
    "catherine katherine kathryn katharine cathy kathy kate katie kat cat kitty kit",
    "katharina kathrin katrin kathi katja kati",
    "cecilia cecily cece celia",
    "charles charlie chuck chas",
    "charlotte lottie charlie lotte lotta",
    "christian chris krischan",
    "christina christine chris tina christa chrissy kristina",
    "christopher chris kit topher",
    "christoph chris stoffel",
    "claudia claudi",
    "constance connie",
    "cornelia conny nelly",
    "cynthia cindy",
    "daniel dan danny dani",
    "danielle dani danny",
    "david dave davy",
    "deborah deb debbie debra",
    "dietrich dieter",
    "dmitri dmitry dima mitya",
    "dominic dominik dom nick",
    "donald don donnie",
    "dorothy dot dottie dolly",
    "douglas doug",
    "edward ed eddie ted teddy ned",
    "eleanor ellie nell nora",
    "elizabeth elisabeth liz lizzie beth betty eliza lisa elsa libby bess lisbeth sissi",
    "emanuel manuel manu",
    "emily em emmy",
    "eugene gene",
    "evgeny yevgeny zhenya",
    "ferdinand ferdi",
    "florence flo florrie",
    "florian flo",
    "frances fran fanny francie",
    "francesca franca cesca",
    "francesco franco checco",
    "francis frank fran",
    "francisco paco pancho fran",
    "franklin frank",
    "franziska franzi sissi",
    "frederick fred freddie rick friedrich fritz frederik frederic",
    "gabriel gabe",
    "gabriele gabi gaby",
    "geoffrey jeffrey geoff jeff",
    "gerald gerry jerry",
    "gerhard gerd",
    "gertrude trudy gertrud",
    "giovanni gianni nanni",
    "giuseppe beppe peppe pino",
    "gregory greg gregor",
    "guillermo memo",
    "gustav gus",
    "hans johannes johann hannes hansi",
    "harold harry hal",
    "heinrich heinz heiner",
    "helen helena nell nellie lena ellen helene leni",
    "henry harry hank hal",
    "ignacio nacho",
    "isabel isabella isabelle bella izzy belle isa",
    "jacob jake jakob kuba",
    "jacqueline jackie",
    "james jim jimmy jamie jem",
    "jennifer jen jenny jenna",
    "jessica jess jessie",
    "joanna johanna jo hanna asia",
    "johanna hanna hannah jo hanni",
    "john jack johnny jon jan ian",
    "jonathan jon johnny jonny nathan",
    "joseph joe joey josef jo sepp jupp",
    "jose pepe",
    "josephine jo josie josefine",
    "joshua josh",
    "judith judy jude",
    "julia jule jules",
    "julie jules",
    "karolina karo lina",
    "kenneth ken kenny",
    "kimberly kim",
    "klaus nikolaus claus niklas nick",
    "krzysztof krzysiek chris",
    "laurence lawrence larry laurie",
    "leonard leo len lenny leonhard leonardo",
    "louis lewis lou louie ludwig",
    "louise lou lulu luise",
    "lucia lucy luzie",
    "madeleine maddy madeline",
    "magdalena lena magda leni",
    "malgorzata gosia",
    "margaret maggie meg peggy greta marge margie daisy",
    "margarete margarethe grete gretel greta",
    "maria mia mitzi mariella masha ria",
    "marie mia mimi",
    "mario mariolino",
    "martin marty",
    "mary molly polly may",
    "matilda mathilda tilda tilly hilda",
    "matthew matt matty",
    "matthias mathias matze hias",
    "maximilian max maxi",
    "maxwell max",
    "melanie mel",
    "melissa mel missy lissa",
    "michael mike mick mickey mikey michi michel mischa",
    "michal misiek",
    "mikhail michail misha",
    "mohammed muhammad mohamed mo mohammad",
    "monika monica moni",
    "nancy nan",
    "natalie nat natalia natasha",
    "nathaniel nathan nate nat",
    "nicholas nick nicky nicolas nico nikolas nik",
    "nicole nicky nic niki",
    "nikolai kolya",
    "oliver ollie olli",
    "olivia liv livvy",
    "pamela pam",
    "patricia pat patty trish tricia",
    "patrick pat paddy",
    "paul paulie",
    "peter pete",
    "philip phillip phil philipp pip",
    "philippa pippa",
    "piotr piotrek",
    "rachel rae",
    "raymond ray",
    "rebecca becky becca",
    "reinhard reinhold reini",
    "richard rick dick richie rich ricky",
    "robert rob bob bobby robbie bert",
    "roberto berto beto",
    "roger rodge",
    "ronald ron ronnie",
    "rosemary rose rosie",
    "rudolf rudi rudy",
    "samantha sam sammy",
    "samuel sam sammy",
    "sarah sara sally sal",
    "sebastian seb bastian basti",
    "sergei sergey seryozha",
    "sophia sophie sofia sofie",
    "stanislaw staszek stan",
    "stefan stephan steffen",
    "stefanie stephanie steffi steph",
    "steven stephen steve stevie",
    "susan sue susie suzy",
    "susanne susi sanne",
    "tamara tammy",
    "teresa theresa tess terry tessa resi",
    "terence terry",
    "theodore ted teddy theo theodor",
    "thomas tom tommy thom",
    "timothy tim timmy",
    "tobias tobi toby",
    "ulrich uli ulli",
    "ulrike uli ulli rike",
    "valentina valya tina vale",
    "victoria vicky tori vic viktoria",
    "vincent vince vinnie",
    "vladimir volodya vova",
    "william will bill billy willie liam wilhelm willi",
    // Hungarian
    "erzsebet bozsi zsoka erzsi",
    "ferenc feri",
    "gabor gabi",
    "istvan pista isti",
    "janos jani jancsi",
    "jozsef joska jozsi",
    "katalin kata kati katinka",
    "laszlo laci",
    "miklos miki",
    "peter peti petya",
    "sandor sanyi",
    "tamas tomi",
    "zsuzsanna zsuzsa zsuzsi",
    // Russian and Ukrainian
    "александр александра саша шура саня",
    "алексеи алеша леша",
    "анастасия настя",
    "анна аня анюта",
    "борис боря",
    "виктор витя",
    "владимир володя вова",
    "григории гриша",
    "дмитрии дима митя",
    "евгении евгения женя",
    "екатерина катя",
    "елена лена алена",
    "иван ваня",
    "ирина ира",
    "константин костя",
    "мария маша маруся",
    "михаил миша",
    "наталья наталия наташа",
    "николаи коля",
    "ольга оля",
    "павел паша",
    "петр петя",
    "сергеи сережа",
    "светлана света",
    "татьяна таня",
    "юрии юра",
    // Polish, Czech
    "agnieszka aga agusia",
    "ewa ewka",
    "jan janek honza jas",
    "josef pepa",
    "katarzyna kasia kaska",
    "stanislav standa",
    "tomasz tomek",
    "wojciech wojtek",
});

/// Calls `visit` with each name of a group.
template <typename Visit>
void each_name(std::string_view group, Visit visit) {
  for (std::size_t begin = 0; begin < group.size();) {
    const std::size_t end = std::min(group.find(' ', begin), group.size());
    visit(group.substr(begin, end - begin));
    begin = end + 1;
  }
}

/// The groups in which each name stands. Made when first asked for: a whole list of people is
/// compared by it.
const std::unordered_multimap<std::string_view, std::size_t>& groups_by_name() {
  static const auto index = [] {
    std::unordered_multimap<std::string_view, std::size_t> made;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      each_name(groups.at(i), [&](std::string_view name) { made.emplace(name, i); });
    }
    return made;
  }();
  return index;
}

}  // namespace

bool are_nicknames(std::string_view one, std::string_view other) {
  const auto [first, last] = groups_by_name().equal_range(one);
  if (first == last) return false;
  const auto [begin, end] = groups_by_name().equal_range(other);
  return std::any_of(begin, end, [first = first, last = last](const auto& entry) {
    return std::any_of(first, last, [&](const auto& mine) { return mine.second == entry.second; });
  });
}

std::vector<std::string_view> nicknames_of(std::string_view name) {
  std::vector<std::string_view> names;
  const auto [first, last] = groups_by_name().equal_range(name);
  std::for_each(first, last, [&](const auto& entry) {
    each_name(groups.at(entry.second), [&](std::string_view other) {
      if (other != name) names.push_back(other);
    });
  });
  return names;
}

std::vector<std::size_t> nickname_groups(std::string_view name) {
  std::vector<std::size_t> found;
  const auto [first, last] = groups_by_name().equal_range(name);
  std::for_each(first, last, [&](const auto& entry) { found.push_back(entry.second); });
  std::sort(found.begin(), found.end());
  return found;
}

bool is_known_given_name(std::string_view name) { return groups_by_name().contains(name); }

bool is_full_given_name(std::string_view name) {
  return std::any_of(groups.begin(), groups.end(), [&](std::string_view group) {
    return group.starts_with(name) && group.substr(name.size()).starts_with(' ');
  });
}

}  // namespace rounds::domain
